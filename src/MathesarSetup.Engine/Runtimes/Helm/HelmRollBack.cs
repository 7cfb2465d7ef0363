using System.Collections.Immutable;
using System.Diagnostics;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>Takes back what a run made of a release, wherever it was cut off: what Helm put back itself already is left as it is.</summary>
internal static class HelmRollBack
{
    /// <summary>What forbids it, and what stays though the run made it.</summary>
    public static async Task<(ImmutableArray<Finding> Stuck, ImmutableArray<ObjectKey> Kept)> UndoAsync(
        KubeConnection cluster, KubeJournal journal)
    {
        var (place, release) = (journal.Place, journal.Release!);
        var helm = new HelmProgram(place.Context, place.Namespace, place.Name);
        try
        {
            await EndAsync(release.Run);
            var made = (await helm.HistoryAsync(CancellationToken.None)).Where(r => r.Revision > release.Last).ToArray();
            if (made is [])
            {
                return ([], await LeftAsync(cluster, journal));
            }

            var marks = new Dictionary<int, RenderedChart>();
            foreach (var revision in made)
            {
                marks[revision.Revision] = RenderedChart.Read(await helm.ManifestAsync(revision.Revision, CancellationToken.None),
                    place.Namespace);
            }

            if (marks.Values.Any(m => m.Mark != release.Manifest && m.Mark != release.FormerManifest))
            {
                return ([ApplyFinding.NotTakenBack.Say($"The release {place.Name} could not be brought back: somebody made a revision of it since. "
                    + $"See helm history {place.Name} --namespace {place.Namespace}{KubeAccess.OfHelm(place.Context)}, and settle "
                    + "that, then run the same command once more.")], []);
            }

            if (made[^1] is { IsInUse: true } last && marks[last.Revision].Mark == release.FormerManifest && release.Former > 0)
            {
                return ([], await LeftAsync(cluster, journal));
            }

            var kept = await LeftAsync(cluster, journal);
            await (release.Former == 0 ? helm.UninstallAsync(CancellationToken.None) : helm.RollbackAsync(release.Former, CancellationToken.None));
            return ([], kept);
        }
        catch (StepFailure problem)
        {
            return ([ApplyFinding.NotTakenBack.Say($"The release {place.Name} could not be brought back: {problem.Findings[0].Message} Settle that, "
                + "then run the same command once more.")], []);
        }
    }

    // A Helm outlives the run that started it, where that was killed.
    private static async Task EndAsync(string run)
    {
        const string Processes = "/proc";
        foreach (var folder in Directory.Exists(Processes) ? Directory.EnumerateDirectories(Processes) : [])
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Said(folder).Contains(run))
            {
                try
                {
                    using var process = Process.GetProcessById(id);
                    process.Kill();
                    await process.WaitForExitAsync();
                }
                catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
                {
                    // It has ended meanwhile.
                }
            }
        }
    }

    private static string[] Said(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Join(folder, "cmdline")).Split('\0');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // What Helm keeps, and of a first run volumes and the namespace: nothing here deletes those.
    private static async Task<ImmutableArray<ObjectKey>> LeftAsync(
        KubeConnection cluster, KubeJournal journal)
    {
        var (place, release) = (journal.Place, journal.Release!);
        var kept = ImmutableArray.CreateBuilder<ObjectKey>();
        foreach (var key in release.Keeps)
        {
            if (await cluster.FindAsync(key, CancellationToken.None) is not null)
            {
                kept.Add(key);
            }
        }

        if (release.Former > 0)
        {
            return kept.ToImmutable();
        }

        var space = new ObjectKey("v1", "Namespace", "", place.Namespace);
        if (release.MakesNamespace && await cluster.FindAsync(space, CancellationToken.None) is not null)
        {
            kept.Add(space);
        }

        kept.AddRange((await VolumeClaims.NamesAsync(cluster, place, CancellationToken.None)).Except(journal.Claims).Select(name =>
            VolumeClaims.Key(place, name)).Except(kept));
        return kept.ToImmutable();
    }
}
