using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Removing;

/// <summary>The end of an installation: what goes and what stays, known before anything is done.</summary>
public sealed record Removal
{
    public required InstalledPlace Place { get; init; }

    public required RemovalDepth Depth { get; init; }

    /// <summary>What goes of what runs and of the data, in the order in which it does.</summary>
    public ImmutableArray<Belonging> Goes { get; init; } = [];

    /// <summary>What stays of it.</summary>
    public ImmutableArray<Belonging> Stays { get; init; } = [];

    /// <summary>The files that go, relative to the directory; the history and all that this program remembers go with them.</summary>
    public ImmutableArray<string> FilesGo { get; init; } = [];

    /// <summary>The files that stay, because somebody edited or brought them.</summary>
    public ImmutableArray<string> FilesStay { get; init; } = [];

    public ImmutableArray<Finding> Findings { get; init; } = [];

    public bool IsForbidden => Findings.Any(static f => f.Severity is Severity.Error);

    /// <summary>Whether anything at all goes.</summary>
    public bool HasAnything => Goes is not [] || Depth is RemovalDepth.Everything;

    /// <summary>Looks what is there; changes nothing.</summary>
    public static async Task<Removal> PlanAsync(InstalledPlace place, RemovalDepth depth, CancellationToken cancellation)
    {
        var plan = new Removal { Place = place, Depth = depth };
        var (life, problem) = await LifeAsync(place, cancellation);
        if (life is null)
        {
            return plan with { Findings = [problem ?? ByHand(place)] };
        }

        var (things, findings) = await life.FindBelongingsAsync(cancellation);
        var isInPlace = LayoutSettings.IsInPlace(place.Setup.Answers);
        var files = depth is RemovalDepth.Everything ? DirectoryRemoval.Look(place.Directory, path => !isInPlace || AnswersFile.Is(path)) : ([], []);
        return plan with
        {
            Goes = [.. things.Where(thing => depth >= RemovalDepth.Data || !thing.IsData)],
            Stays = [.. things.Where(thing => depth < RemovalDepth.Data && thing.IsData)],
            FilesGo = files.Goes,
            FilesStay = files.Stays,
            Findings = [.. findings, .. Notes(place, depth, things)],
        };
    }

    private static IEnumerable<Finding> Notes(InstalledPlace place, RemovalDepth depth, ImmutableArray<Belonging> things)
    {
        if (depth >= RemovalDepth.Data && things.Any(static t => t.IsData))
        {
            yield return RemovalFinding.NoBackup.Say(place.Setup.Instructions.Backup is { Length: > 0 } backup
                ? $"The data goes for good. If you may want it again, make a backup first, in {place.Directory}: {backup}"
                : "The data goes for good. If you may want it again, make a backup first.");
        }

        if (place.Setup.Answers is var answers && answers.Get(DatabaseSettings.Mode) is DatabaseMode.Existing)
        {
            yield return RemovalFinding.DatabaseStays.Say($"The database {answers.Get(DatabaseSettings.Name)} on {answers.Get(DatabaseSettings.Host)} stays "
                + "as it is, with the schemas msar, __msar and mathesar_types in it and in every database that Mathesar was connected to.");
        }
    }

    /// <summary>Does it. What was broken off is ended by doing it once more.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public async Task<ImmutableArray<Finding>> RunAsync(Action<string> tell, CancellationToken cancellation)
    {
        var (life, problem) = await LifeAsync(Place, cancellation);
        if (life is null)
        {
            return [problem ?? ByHand(Place)];
        }

        var findings = await life.RemoveAsync(Goes, tell, cancellation);
        if (Depth is not RemovalDepth.Everything || findings.Any(static f => f.Severity is not Severity.Note))
        {
            return findings;
        }

        tell($"Removing the files in {Place.Directory}.");
        return [.. findings, .. DirectoryRemoval.Run(Place.Directory, FilesGo),
            .. new[] { new DraftStore().Forget(Place.Directory) }.OfType<Finding>()];
    }

    private static async Task<(IRemovableLife? Life, Finding? Problem)> LifeAsync(InstalledPlace place, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
        return (search.Place?.LifeOf(place.Setup, place.Directory) as IRemovableLife, search.Findings.FirstOrDefault());
    }

    private static Finding ByHand(InstalledPlace place) => RemovalFinding.ByHand.Say(
        $"{place.Setup.Target.Title} is removed by its own commands in {place.Directory}: {place.Setup.Instructions.Remove}");
}
