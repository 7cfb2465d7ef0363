using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Removing;

/// <summary>
/// A removal that was agreed to. It is written down before anything goes, and each thing is looked at once more by what it is known by: so it can be
/// cut off anywhere, and the next run goes on with it.
/// </summary>
public static class RemovalRun
{
    /// <summary>The name of the installation whose removal was cut off in a directory; null where none was.</summary>
    public static string? UnfinishedIn(string directory)
    {
        try
        {
            return RemovalJournal.Load(DiskOf(directory))?.Name;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return null;
        }
    }

    /// <summary>The files that would go, and those that stay because somebody edited or brought them.</summary>
    /// <param name="generated">The files that this program writes for the installation.</param>
    public static (ImmutableArray<string> Goes, ImmutableArray<string> Stays) LookAtFiles(string directory, IReadOnlySet<string> generated)
    {
        var (goes, stays) = DirectoryRemoval.Look(DiskOf(directory), generated);
        return ([.. goes.Select(static f => f.Path)], stays);
    }

    /// <summary>Does what was agreed to, as far as it is still so under the lock. Never throws for what the world does.</summary>
    /// <param name="agreed">What somebody saw.</param>
    /// <param name="files">The files that he saw go.</param>
    /// <param name="at">Takes things away from the place with an address.</param>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public static Task<ImmutableArray<Finding>> RunAsync(string directory, string name, RemovalDepth depth, IInstallationRemoval place,
        Belongings agreed, IReadOnlySet<string> files, Func<Uri, IThingRemoval> at, Action<string> tell, CancellationToken cancellation) =>
        RunAsync(DiskOf(directory), name, depth, place, agreed, files, at, tell, cancellation);

    internal static Task<ImmutableArray<Finding>> RunAsync(Disk disk, string name, RemovalDepth depth, IInstallationRemoval place, Belongings agreed,
        IReadOnlySet<string> files, Func<Uri, IThingRemoval> at, Action<string> tell, CancellationToken cancellation) =>
        TryAsync(disk, agreed.Place, async () =>
        {
            var now = await place.LookAsync(depth, cancellation);
            var seen = agreed.Things.Select(static t => t.Thing).OfType<RemovedThing>().ToHashSet();
            var goes = now.Things.Where(static t => t.Fate is not Fate.Stays).Select(static t => t.Thing).OfType<RemovedThing>().Where(seen.Contains);
            var forgets = depth is RemovalDepth.Everything && now.Left is null && agreed.Left is null;
            var journal = new RemovalJournal
            {
                Name = name,
                Depth = depth,
                Place = now.Place,
                Identity = now.Identity,
                Things = [.. goes],
                Files = forgets ? [.. DirectoryRemoval.Look(disk, files).Goes] : [],
                ForgetsDirectory = forgets,
            };
            journal.Save(disk);
            return await DoAsync(disk, journal, at, tell, cancellation);
        }, cancellation);

    /// <summary>Goes on with a removal that was cut off.</summary>
    /// <param name="at">Takes things away from the place with an address.</param>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public static Task<ImmutableArray<Finding>> ContinueAsync(
        string directory, Func<Uri, IThingRemoval> at, Action<string> tell, CancellationToken cancellation) =>
        ContinueAsync(DiskOf(directory), at, tell, cancellation);

    internal static Task<ImmutableArray<Finding>> ContinueAsync(
        Disk disk, Func<Uri, IThingRemoval> at, Action<string> tell, CancellationToken cancellation) =>
        TryAsync(disk, new Uri("nowhere:/"),
            async () => RemovalJournal.Load(disk) is { } journal ? await DoAsync(disk, journal, at, tell, cancellation) : [], cancellation);

    private static async Task<ImmutableArray<Finding>> DoAsync(
        Disk disk, RemovalJournal journal, Func<Uri, IThingRemoval> at, Action<string> tell, CancellationToken cancellation)
    {
        if (journal.Things.Count > 0
            && await at(journal.Place).RemoveAsync(journal.Identity, journal.Things, tell, cancellation) is { Length: > 0 } left)
        {
            // The data may be left, so what opens it is.
            RemovalJournal.Forget(disk);
            return left;
        }

        if (journal.Files.Count > 0)
        {
            tell($"Removing the files in {disk.Root}.");
            DirectoryRemoval.Remove(disk, journal.Files);
        }

        if (journal.ForgetsDirectory)
        {
            DirectoryRemoval.Forget(disk);
        }
        else
        {
            RemovalJournal.Forget(disk);
        }

        return [];
    }

    private static async Task<ImmutableArray<Finding>> TryAsync(
        Disk disk, Uri place, Func<Task<ImmutableArray<Finding>>> act, CancellationToken cancellation)
    {
        try
        {
            using var writing = DirectoryLock.Take(disk);
            return await act();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Unfinished(disk, []);
        }
        catch (StepFailure problem)
        {
            return Unfinished(disk, problem.Findings);
        }
        catch (Exception problem) when (ApplyFindings.IsWorlds(problem))
        {
            return Unfinished(disk, [ApplyFindings.From(problem, place, disk.Root)]);
        }
    }

    private static ImmutableArray<Finding> Unfinished(Disk disk, ImmutableArray<Finding> reasons) =>
        UnfinishedIn(disk.Root) is null ? reasons
            : [.. reasons, RemovalFinding.Unfinished.Say($"Not all of it is removed yet. Run `mathesar-setup uninstall --dir {disk.Root}` once more, "
                + "which goes on with it.")];

    private static Disk DiskOf(string directory) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
}
