using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;

namespace MathesarSetup.App.Importing;

/// <summary>Asks Mathesar's container what no file tells: the release that really runs, and a secret key that it made itself.</summary>
/// <param name="members">All containers of the installation.</param>
internal sealed class ContainerQuestions(EngineConnection engine, IReadOnlyCollection<ContainerFacts> members)
{
    private const string KeyFile = "/code/.secrets/secret_key.txt";

    private readonly ContainerFacts? _web = members.FirstOrDefault(static m => MathesarContainer.Is(m.Spec.Image, m.Spec.Environment));

    public async Task<ImportReading> AskAsync(ImportReading reading, CancellationToken cancellation)
    {
        if (_web is { } web && reading.LacksKey && await engine.ReadTextAsync(web.Id, KeyFile, cancellation) is { } key && key.Trim().Length > 0)
        {
            reading = reading.WithKey(key.Trim());
        }

        if (reading.Target is null)
        {
            return reading;
        }

        if (_web is not null && await RunningRelease.OfContainerAsync(engine, _web, cancellation) is { } release)
        {
            return reading.With(new ReleaseGuess(release.Range.Oldest.ToString(3), release.Because, IsExact: true));
        }

        return reading.Release is { IsExact: true } ? reading
            : await OfDatabaseAsync(cancellation) is { } told ? told.Range.Newest is { } newest
                ? reading.With(new ReleaseGuess(newest.ToString(3), told.Because, IsExact: true))
                : reading
            : _web is { Run.Running: false } ? reading with { Findings = [.. reading.Findings, ContainerFindings.NotAsked(_web.Name)] }
            : reading;
    }

    // Of the releases that write the same records, the newest reads them all.
    private async Task<ToldRelease?> OfDatabaseAsync(CancellationToken cancellation)
    {
        foreach (var member in members.Where(m => m != _web && m.Variable("POSTGRES_PASSWORD") is not null))
        {
            if (await RunningRelease.OfDatabaseAsync(engine, member, cancellation) is { } told)
            {
                return told;
            }
        }

        return null;
    }
}
