using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.Backups;
using MathesarSetup.Bundles;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Bundles;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.App.Bundling;

/// <summary>Makes a bundle for a machine without Internet, and loads one there. No bundle holds an answer or a secret.</summary>
public static class Bundle
{
    /// <summary>Makes one of all that the answers want, or says why there is none.</summary>
    /// <param name="to">The file to write; null for the usual name in the current directory.</param>
    /// <param name="tool">The version of this program.</param>
    /// <param name="tell">Told everything that happens, one event at a time.</param>
    public static async Task<BundleResult> MakeAsync(
        Setup setup, string? to, string tool, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        if (Images(setup) is not { IsEmpty: false } images)
        {
            return new BundleResult(to ?? "", null, [BundleFinding.NoImages.At()]);
        }

        var search = await EngineFinder.FindAsync(cancellation);
        return search.Engine is not { } engine ? new BundleResult(to ?? "", null, search.Findings)
            : await MakeAsync(engine, setup, images, to, tool, tell, cancellation);
    }

    internal static async Task<BundleResult> MakeAsync(EngineInfo engine, Setup setup, ImmutableArray<ImageReference> images, string? to,
        string tool, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var program = SingleFile();
        var about = new BundleManifest(DateTimeOffset.UtcNow, tool, setup.Plan.Release.ToString(), BundleImages.Platform(engine))
        {
            LeftOut = program is not null ? [] :
            [
                new LeftOut("this program", "It does not run from a single file here. Bring it to the other machine as it came to this one."),
            ],
        };
        var path = Path.GetFullPath(to ?? about.UsualName);
        if (Path.Exists(path))
        {
            return new BundleResult(path, null,
                [BundleFinding.Exists.Say($"{path} is there already, and is left alone. Name another file, or move it.")]);
        }

        BundleWriter? writer = null;
        try
        {
            writer = new BundleWriter(Path.GetDirectoryName(path)!, Path.GetFileName(path));
            await BundleImages.SaveAsync(engine, images, writer, Narrator.For(setup.Plan, tell), cancellation);
            if (program is not null)
            {
                await using var content = File.OpenRead(program);
                await writer.AddAsync(new BundlePart(BundleParts.Program, 0, ""), content, cancellation);
            }

            var manifest = await writer.EndAsync(about, cancellation);
            return new BundleResult(path, manifest,
                [.. manifest.LeftOut.Select(static l => BundleFinding.LeftOut.Say($"The bundle does not hold {l.What}. {l.Why}"))]);
        }
        catch (Exception problem) when (IsKnown(problem, cancellation))
        {
            return new BundleResult(path, null, Findings(problem, engine, path));
        }
        finally
        {
            writer?.Sweep();
        }
    }

    /// <summary>Reads a bundle to its end, and loads of it what the engine lacks; where it does not fit, nothing is loaded.</summary>
    /// <param name="setup">What is wanted or, before an upgrade, what is there: an older release than its is refused.</param>
    /// <param name="needsAll">Whether all images of the setup have to be there in the end.</param>
    /// <param name="tell">Told everything that happens, one event at a time.</param>
    public static async Task<BundleResult> LoadAsync(
        string path, Setup setup, bool needsAll, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        path = Path.GetFullPath(path);
        var search = await KnownRuntimes.FindAsync(setup, cancellation);
        return search.Place is DockerPlace place ? await LoadAsync(place.Engine, path, setup, needsAll, tell, cancellation)
            : new BundleResult(path, null, search.Place is null && search.Findings is not [] ? search.Findings : [BundleFinding.OtherPlace.At()]);
    }

    internal static async Task<BundleResult> LoadAsync(
        EngineInfo engine, string path, Setup setup, bool needsAll, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var (archive, problem) = await BundleArchive.ReadAsync(path, cancellation);
        if (archive is null)
        {
            return new BundleResult(path, null, [problem!]);
        }

        var release = archive.Manifest.Release;
        if (Releases.Find(release) is not { } brought || brought.Version < setup.Plan.Release.Version)
        {
            return new BundleResult(path, null, [BundleFinding.Older.Say($"The bundle holds Mathesar {release}, which is older than "
                + $"{setup.Plan.Release}, and migrations do not run backwards. Bring a newer bundle.") with { File = path }]);
        }

        try
        {
            if (await BundleImages.RefusalAsync(engine, archive, needsAll ? Images(setup) : [], cancellation) is { } refusal)
            {
                return new BundleResult(path, null, [refusal]);
            }

            await BundleImages.LoadAsync(engine, archive, Narrator.For(setup.Plan, tell), cancellation);
            return new BundleResult(path, archive.Manifest, []);
        }
        catch (Exception failed) when (IsKnown(failed, cancellation))
        {
            return new BundleResult(path, null, Findings(failed, engine, path));
        }
    }

    internal static ImmutableArray<ImageReference> Images(Setup setup) =>
        [.. setup.Plan.Services.Select(static s => s.Image).OfType<ImageReference>().DistinctBy(static i => i.Text)];

    private static bool IsKnown(Exception problem, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested && (problem is StepFailure || ApplyFindings.IsWorlds(problem));

    private static ImmutableArray<Finding> Findings(Exception problem, EngineInfo engine, string path) =>
        problem is StepFailure failure ? failure.Findings : [ApplyFindings.From(problem, engine.Endpoint, path)];

    // Null where the program is many files, as it is where it was built.
    private static string? SingleFile() =>
        Environment.ProcessPath is { } path && !File.Exists(Path.Join(AppContext.BaseDirectory, "MathesarSetup.Core.dll"))
            && Path.GetFileNameWithoutExtension(path) is not "dotnet" ? path : null;
}
