using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>What forbids a change of release before anything is touched.</summary>
internal static class UpgradePreflight
{
    // For images and for what nobody thinks of.
    private const long Reserve = 64L * 1024 * 1024;

    public static async Task<ImmutableArray<Finding>> LookAsync(
        ReleaseMove move, IRuntimePlace place, Release to, CancellationToken cancellation)
    {
        if (move.Setup.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn)
        {
            return [UpgradeFinding.BuiltIn.At(DatabaseSettings.Mode.Key)];
        }

        var (services, problem) = await place.LifeOf(move.Setup, move.Disk.Root).LookAsync(cancellation);
        if (problem is not null)
        {
            return [problem];
        }

        if (services.FirstOrDefault(static s => s.Condition is not (ServiceCondition.Running or ServiceCondition.Starting)) is { } unwell)
        {
            return [UpgradeFinding.Unwell.Say($"{unwell.Service} is {Word(unwell.Condition)} now, so that nobody could tell what an upgrade breaks. "
                + "Repair it first, or start it: `mathesar-setup start`.")];
        }

        try
        {
            var facts = await move.ReadAsync(records => records.ReadAsync(cancellation), cancellation);
            return [.. Postgres(facts, to), .. Space(facts, move, place)];
        }
        catch (StepFailure failure)
        {
            return failure.Findings;
        }
    }

    private static IEnumerable<Finding> Postgres(RecordsFacts facts, Release to) =>
        facts.PostgresMajor >= to.OldestPostgres && facts.PostgresMajor <= to.NewestPostgres ? []
            : [UpgradeFinding.Postgres.Say(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {facts.PostgresMajor} runs, and Mathesar {to} "
                + $"works with {to.OldestPostgres} to {to.NewestPostgres}. Bring PostgreSQL there first."), DatabaseSettings.Version.Key)];

    // The copy for the rehearsal and the records that are set aside lie with the data, the dumps with the files.
    private static IEnumerable<Finding> Space(RecordsFacts facts, ReleaseMove move, IRuntimePlace place)
    {
        var needed = (2 * facts.Bytes) + Reserve;
        foreach (var (where, free) in new[]
        {
            (move.Disk.Root, EngineConnection.FreeAt(move.Disk.Root)), ("the place of the data", place.Facts.FreeBytes),
        })
        {
            if (free < needed)
            {
                yield return UpgradeFinding.Space.Say(string.Create(CultureInfo.InvariantCulture, $"{where} has {free / 1e6:0} MB left, and the "
                    + $"copies of Mathesar's records need {needed / 1e6:0} MB. Make room, and try again."));
            }
        }
    }

    private static string Word(ServiceCondition condition) => condition switch
    {
        ServiceCondition.NotMade => "not made",
        ServiceCondition.Stopped => "stopped",
        ServiceCondition.Restarting => "started again and again",
        _ => "not healthy",
    };
}
