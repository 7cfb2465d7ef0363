using System.Text.RegularExpressions;
using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>What a release of Mathesar reads and needs.</summary>
internal sealed partial class ReleaseValidator : AbstractValidator<Answers>
{
    public ReleaseValidator()
    {
        RuleFor(a => a).Custom(static (a, context) =>
        {
            var release = a.Get(RunSettings.Version);
            foreach (var setting in Settings.All.Where(s => s.Since > release.Version))
            {
                foreach (var key in Answered(a, setting))
                {
                    context.Say(ReleaseFinding.TooOld.Say(
                        $"Mathesar {release} does not read this; {setting.Since!.ToString(3)} is the first that does. The answer has no effect "
                        + "until you choose a newer release.", key, Newest()));
                }
            }
        });

        RuleFor(a => a).Must(static a => Named(a) is not { } named || named == a.Get(RunSettings.Version))
            .Unless(RunSettings.OnHost)
            .Says(ReleaseFinding.ImageDiffers, RunSettings.Image,
                static a => $"The image says {Named(a)} and the release says {a.Get(RunSettings.Version)}. Files and health checks are made for "
                    + $"{a.Get(RunSettings.Version)}.",
                static a => Fix.To($"Set the release to {Named(a)}", RunSettings.Version, Named(a)!));
    }

    /// <summary>The way out of all that an old release cannot do.</summary>
    public static Fix Newest() => Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version, Releases.Newest);

    private static Release? Named(Answers a) =>
        Tag().Match(a.Get(RunSettings.Image)) is { Success: true } match ? Releases.Find(match.Groups[1].Value) : null;

    private static IEnumerable<string> Answered(Answers a, Setting setting) => a.AnsweredKeys
        .Where(k => Settings.Find(k) == setting && (setting.Repeated || (setting.AskedWhen(a) && a.Text(setting) != a.DefaultText(setting))));

    [GeneratedRegex(@":v?([0-9]+\.[0-9]+\.[0-9]+)$")]
    private static partial Regex Tag();
}
