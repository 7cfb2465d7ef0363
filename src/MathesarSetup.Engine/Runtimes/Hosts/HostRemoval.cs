using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>
/// What an installation has on the machine itself. Its program is its own by the mark beside it and by the key that it runs with; its data by what
/// the install directory remembers making. It goes by <c>uninstall.sh</c>, so that both leave the same behind.
/// </summary>
/// <param name="root">The install directory, absolute.</param>
internal sealed class HostRemoval(Setup setup, string root, HostSet set, ProgramHost host) : IInstallationRemoval
{
    // What a release and this program put beside each other; anything else somebody brought.
    private static readonly string[] s_own =
    [
        ".env", ".mathesar-setup", ".media", ".secrets", ".switch", ".switch.new", ".switch.done", ".changed", "copies", "current", "current.new",
        "database", "downloads", "postgresql", "releases", "socket", "sso.yml", "file_storage.yml", "media", "db",
    ];

    private readonly Disk _disk = new(Path.TrimEndingDirectorySeparator(root));

    public async Task<Belongings> LookAsync(RemovalDepth depth, CancellationToken cancellation)
    {
        if (HostGuards.WrongUser(setup, host) is { } wrong)
        {
            throw new StepFailure(wrong);
        }

        try
        {
            var wanted = WantedHost.Of(set, _disk, new Comparison([], []));
            var plan = HostPlan.Of(wanted, await FoundHost.ReadAsync(host, wanted, cancellation));
            if (HostGuards.Edited(plan, host, _disk).ToImmutableArray() is { Length: > 0 } edited)
            {
                // The program that they start cannot go without them, and they are somebody's work.
                throw new StepFailure(edited, []);
            }

            var proof = PlaceProof.Of(_disk, host.Identity, RealPath.Of(_disk.Root));
            Belonging[] all = [.. Things(plan, proof, depth), .. PersonsData.Databases(setup)];
            return new Belongings([.. all], proof.Left(all, "machine or user")) { Place = HostThings.Address(host), Identity = host.Identity };
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            throw new StepFailure(FileFindings.From(problem, root));
        }
    }

    private IEnumerable<Belonging> Things(HostPlan plan, PlaceProof proof, RemovalDepth depth)
    {
        var (found, place) = (plan.Found, plan.Wanted.Root);
        if (found.Mark is null && found.Units.IsEmpty)
        {
            yield break;
        }

        var foreign = Foreign(plan, proof);
        var doubt = foreign ?? proof.Doubt(place) ?? Brought(place);
        var loses = depth >= RemovalDepth.Data && doubt is null;
        foreach (var unit in found.Units.Keys.Order(StringComparer.Ordinal))
        {
            yield return Judged("unit", unit, foreign);
        }

        if (set.Site is { } site && found.Proxy.Site is not null)
        {
            yield return Judged("file", site.Target, foreign);
        }

        if (found.Link is not null || !found.Units.IsEmpty || loses)
        {
            yield return Judged("program", place, foreign) with
            {
                Command = Script(foreign),
                Thing = new RemovedThing(HostThings.Installation, set.Name, LibC.IdentityOf(place) ?? "", HostThings.Detail(place, loses)),
            };
        }

        foreach (var data in (string[])[place, .. set.Place.Data is { } other ? [ProgramHost.Absolute(other)] : Array.Empty<string>()])
        {
            yield return new Belonging("directory", data, loses ? Fate.Goes : Fate.Stays,
                doubt ?? (loses ? "" : "it holds data, which goes only with --with-data"))
            {
                IsData = true,
                Command = doubt is null ? "" : $"{Script(null)} delete the data of {set.Name}",
            };
        }

        if (loses && set.Place.Account is { } account && found.Account is not null)
        {
            yield return Judged("user", account, null);
        }
    }

    private static Belonging Judged(string kind, string name, string? why) => new(kind, name, why is null ? Fate.Goes : Fate.Stays, why ?? "");

    private string Script(string? foreign) => foreign is null ? Sh.Quote(Path.Join(_disk.Root, HostThings.Script)) : "";

    // A name on a mark may be anybody's; the key is one's own.
    private string? Foreign(HostPlan plan, PlaceProof proof) => plan.Found.Mark != set.Name
            ? $"{plan.Wanted.Root} belongs to {(plan.Found.Mark is { } other ? $"the installation {other}" : "nobody whom a mark names")}"
        : proof is { Mark: not null, IsBound: false } ? proof.Unbound
        : HostGuards.FormerKey(plan.Found) is { } key && !SecretsFile.Known(_disk).Contains(key.Reveal())
            ? "it runs with a key that this directory does not know"
        : null;

    private static string? Brought(string place) => !Directory.Exists(place) ? null
        : Directory.EnumerateFileSystemEntries(place).Select(static path => Path.GetFileName(path)).Except(s_own).Order(StringComparer.Ordinal)
            .ToArray() is { Length: > 0 } theirs
            ? $"{string.Join(", ", theirs)} in it {(theirs.Length == 1 ? "is" : "are")} not Mathesar's. Move that away, and try again" : null;
}
