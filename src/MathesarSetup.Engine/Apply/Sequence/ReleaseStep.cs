using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>
/// Asks the bundled database for the release that wrote its data, before Mathesar comes to it: the containers that could have told are gone, and the
/// data is not.
/// </summary>
internal sealed class ReleaseStep : IApplyStep
{
    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        if (!run.Plan.AsksForRelease || run.Plan.Wanted.Database is not { Name: var container })
        {
            return;
        }

        var answers = run.Request.Setup.Answers;
        var migration = await RunningRelease.LastMigrationAsync(run.Engine, container, answers.Get(DatabaseSettings.User),
            answers.Get(DatabaseSettings.Name), cancellation);
        var told = migration is { Length: > 0 } ? RunningRelease.Of(migration, container) : null;
        if (migration is not ""
            && (told is null ? ReleaseGuard.Unknown(container) : ReleaseGuard.Of(told, run.Request)) is { } refused)
        {
            throw new StepFailure(refused);
        }
    }
}
