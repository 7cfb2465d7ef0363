using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Removing;

/// <summary>The end of an installation: what goes, what stays and why, known before anything is done.</summary>
public sealed record Removal
{
    private readonly IInstallationRemoval? _where;

    private Removal(InstalledPlace place, RemovalDepth depth, IInstallationRemoval? where) => (Place, Depth, _where) = (place, depth, where);

    public InstalledPlace Place { get; }

    public RemovalDepth Depth { get; }

    /// <summary>What there is for it where it runs.</summary>
    public Belongings Belongings { get; private init; } = new([], null);

    /// <summary>The files that go, relative to the directory.</summary>
    public ImmutableArray<string> FilesGo { get; private init; } = [];

    /// <summary>The files that stay, because somebody edited or brought them.</summary>
    public ImmutableArray<string> FilesStay { get; private init; } = [];

    /// <summary>Why nothing can be removed from here; empty where it can.</summary>
    public ImmutableArray<Finding> Findings { get; private init; } = [];

    /// <summary>Whether all that this program remembers of the directory goes, secrets and answers among it.</summary>
    public bool ForgetsDirectory => Depth is RemovalDepth.Everything && Findings is [] && Belongings.Left is null;

    /// <summary>Whether anything at all goes.</summary>
    public bool HasAnything => Belongings.Things.Any(static t => t.Fate is not Fate.Stays) || ForgetsDirectory;

    /// <summary>Whether data goes for good.</summary>
    public bool LosesData => Belongings.Things.Any(static t => t is { IsData: true, Fate: Fate.Goes });

    /// <summary>What somebody wants to be gone and has to remove himself.</summary>
    public IEnumerable<Belonging> Open => Belongings.Things.Where(t => t.Fate is not Fate.Goes && (Depth >= RemovalDepth.Data || !t.IsData));

    /// <summary>Looks what is there; changes nothing.</summary>
    public static async Task<Removal> PlanAsync(InstalledPlace place, RemovalDepth depth, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
        if (search.Place?.For(Acceptance.None, place.Directory).RemovalOf(place.Setup, place.Directory) is not { } where)
        {
            return new Removal(place, depth, null) { Findings = search.Findings is [] ? [ByHand(place)] : search.Findings };
        }

        try
        {
            var plan = new Removal(place, depth, where) { Belongings = await where.LookAsync(depth, cancellation) };
            var files = plan.ForgetsDirectory ? RemovalRun.LookAtFiles(place.Directory, Generated(place)) : ([], []);
            return plan with { FilesGo = files.Goes, FilesStay = files.Stays };
        }
        catch (StepFailure problem)
        {
            return new Removal(place, depth, where) { Findings = problem.Findings };
        }
    }

    /// <summary>Does it. What was broken off is ended by doing it once more.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public async Task<ImmutableArray<Finding>> RunAsync(Action<string> tell, CancellationToken cancellation)
    {
        if (_where is null)
        {
            return Findings;
        }

        var findings = await RemovalRun.RunAsync(
            Place.Directory, Place.Setup.Plan.Name, Depth, _where, Belongings, FilesGo.ToHashSet(StringComparer.Ordinal),
            place => KnownRuntimes.RemovalAt(place, Place.Directory), tell, cancellation);
        return findings is [] && ForgetsDirectory ? [.. new[] { new DraftStore().Forget(Place.Directory) }.OfType<Finding>()] : findings;
    }

    // What lies in place is its author's: only the answers are this program's.
    private static HashSet<string> Generated(InstalledPlace place) =>
        new((LayoutSettings.IsInPlace(place.Setup.Answers) ? [] : place.Setup.Files.Select(static f => f.Path))
            .Concat([AnswersFile.Name, AnswersFile.SecretsName, AnswersFile.SchemaName]), StringComparer.Ordinal);

    private static Finding ByHand(InstalledPlace place) => RemovalFinding.ByHand.Say(
        $"{place.Setup.Target.Title} is removed by its own commands, in {place.Directory}: {place.Setup.Instructions.Remove}");
}
