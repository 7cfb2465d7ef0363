using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>Secrets that no file holds any more, as the containers of the installation still have them.</summary>
public static class RunningSecrets
{
    private const string Place = "the environment of the containers that were made from here";

    /// <summary>The reading with every lost secret that the containers tell. Where no engine answers, it stays as it is.</summary>
    public static async Task<DraftReading> AddAsync(DraftReading reading, string directory, CancellationToken cancellation = default)
    {
        var lost = reading.Machine.Lost.Where(key => !reading.Draft.Texts.ContainsKey(key)).ToArray();
        if (lost is [] || (await EngineFinder.FindAsync(cancellation)).Engine is not { } engine)
        {
            return reading;
        }

        try
        {
            var told = await OfAsync(engine, directory, reading.Draft, cancellation);
            var found = lost.Where(key => told.Texts.GetValueOrDefault(key) is { Length: > 0 }).Order(StringComparer.Ordinal).ToArray();
            return reading with
            {
                Draft = found.Aggregate(reading.Draft, (draft, key) => draft.With(key, told.Texts[key])),
                Written = reading.Written is { } written ? found.Aggregate(written, (draft, key) => draft.With(key, told.Texts[key])) : null,
                Findings = [.. reading.Findings, .. found.Select(static key => StandingSecrets.Note(key, Place))],
            };
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return reading;
        }
    }

    private static async Task<Draft> OfAsync(EngineInfo engine, string directory, Draft draft, CancellationToken cancellation)
    {
        using var connection = new EngineConnection(engine.Endpoint);
        var paths = await MountedPaths.FindAsync(engine, cancellation);
        var members = await ContainerImporter.MadeFromAsync(connection, directory, draft, paths, cancellation);
        return members is []
            ? Draft.Empty
            : Importer.Read(new ImportRequest(
                [new FoundFile("containers.json", await connection.InspectAsync(members.Select(static m => m.Id), cancellation))], "")).Draft;
    }
}
