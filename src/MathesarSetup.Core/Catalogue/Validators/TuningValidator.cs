using System.Globalization;
using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Size and speed.</summary>
internal sealed class TuningValidator : AbstractValidator<Answers>
{
    // What one of Mathesar's worker processes takes at rest, roughly.
    private const int WorkerMegabytes = 150;

    public TuningValidator()
    {
        RuleFor(a => a).Must(static a => !a.Get(TuningSettings.Debug))
            .Says(TuningFinding.Debug, TuningSettings.Debug, fix: static _ => Fix.To("Switch it off", TuningSettings.Debug, false));

        RuleFor(a => a).Must(static a => Megabytes(a.Get(TuningSettings.Memory)) >= Needed(a))
            .Unless(static a => a.Get(TuningSettings.Memory).Length == 0)
            .Says(TuningFinding.MemorySmall, TuningSettings.Memory,
                static a => $"{a.Get(TuningSettings.Workers)} workers take about {Needed(a)} MB, more than the limit of "
                    + $"{a.Get(TuningSettings.Memory)}. The engine would stop them. Raise the limit, or use fewer workers.",
                static a => Fix.To($"Limit to {Needed(a) + 256} MB", TuningSettings.Memory, $"{Needed(a) + 256}m"));
    }

    private static int Needed(Answers a) => a.Get(TuningSettings.Workers) * WorkerMegabytes;

    private static long Megabytes(string limit) =>
        long.Parse(limit.AsSpan(0, limit.Length - 1), CultureInfo.InvariantCulture) * (limit[^1] == 'g' ? 1024 : 1);
}
