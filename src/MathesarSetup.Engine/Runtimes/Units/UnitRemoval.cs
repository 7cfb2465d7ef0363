using System.Collections.Immutable;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>
/// What an installation has in a systemd with Podman. Its units are its own by the link that leads to the directory and by what they hold; secrets
/// and network by the units that use them; volumes by what the directory remembers making.
/// </summary>
/// <param name="root">The install directory, absolute.</param>
/// <param name="version">Podman's own.</param>
internal sealed class UnitRemoval(Setup setup, string root, UnitSet set, UnitHost host, string version) : IInstallationRemoval
{
    private readonly Disk _disk = new(Path.TrimEndingDirectorySeparator(root));
    private readonly PodmanStore _podman = new(host);

    public async Task<Belongings> LookAsync(RemovalDepth depth, CancellationToken cancellation)
    {
        if (UnitGuards.WrongUser(host) is { } wrong)
        {
            throw new StepFailure(wrong);
        }

        try
        {
            var found = await FoundUnits.ReadAsync(host, set, version, cancellation);
            var proof = PlaceProof.Of(_disk, host.Identity, RealPath.Of(_disk.Root));
            Belonging[] units = [.. Units(found)];
            var gone = units.Where(static u => u.Fate is Fate.Goes).Select(static u => u.Name).ToHashSet(StringComparer.Ordinal);
            Belonging[] all =
            [
                .. units,
                .. Link(found, units),
                .. await SecretsAsync(found, gone, cancellation),
                .. await NetworkAsync(found, gone, cancellation),
                .. await VolumesAsync(proof, depth, gone, cancellation),
                .. PersonsData.Folders(setup.Plan).Select(PathOf).Distinct(StringComparer.Ordinal).Where(Path.Exists)
                    .Select(static path => PersonsData.Folder(path, path)),
                .. PersonsData.Databases(setup),
            ];
            return new Belongings([.. all], proof.Left(all, "systemd or user")) { Place = UnitThings.Address(host), Identity = host.Identity };
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            throw new StepFailure(FileFindings.From(problem, root));
        }
    }

    // What rests on another one stops first; a volume and a network when nobody uses them any more.
    private IEnumerable<Belonging> Units(FoundUnits found)
    {
        int Turn(string file) => Path.GetExtension(file) is ".container"
            ? set.Services.Select(static s => $"{s.Container}.container").ToList().IndexOf(file) is >= 0 and var at ? -at : -set.Services.Length
            : 1;
        string? running = null;
        foreach (var (file, there) in found.Files.OrderBy(f => Turn(f.Key)).ThenBy(static f => f.Key, StringComparer.Ordinal))
        {
            var service = PodmanStore.ServiceOf(file);
            var isEdited = !WantedUnits.IsFromHere(_disk, set, file, there);
            // systemd stops a service with what it requires.
            var why = Foreign(found) ?? (isEdited ? "it was edited in its place, so it is yours now"
                : Turn(file) > 0 && running is not null ? $"{running} needs it" : "");
            running = why is not "" && Turn(file) <= 0 ? file : running;
            yield return new Belonging(UnitThings.Unit, file, why is "" ? Fate.Goes : Fate.Stays, why)
            {
                Command = $"{Systemctl} stop {service} && rm {Sh.Quote(host.Units.Full(file))}",
                Thing = new RemovedThing(UnitThings.Unit, file, Disk.Hash(there.Content), service),
            };
        }
    }

    // Of an installation that is not the directory's, nothing is.
    private string? Foreign(FoundUnits found) => found.Link is not { Length: > 0 } link ? "no link says to which directory it belongs"
        : RealPath.Of(link) != RealPath.Of(_disk.Root) ? $"it belongs to {link}" : null;

    private IEnumerable<Belonging> Link(FoundUnits found, Belonging[] units)
    {
        if (found.Link is { Length: > 0 } link)
        {
            var why = Foreign(found) ?? (units.FirstOrDefault(static u => u.Fate is Fate.Stays) is { } user ? $"{user.Name} needs it" : "");
            yield return new Belonging(UnitThings.Link, set.Name, why is "" ? Fate.Goes : Fate.Stays, why)
            {
                Command = $"rm {Sh.Quote(host.LinkOf(set.Name))}",
                Thing = new RemovedThing(UnitThings.Link, set.Name, link),
            };
        }
    }

    private async Task<List<Belonging>> SecretsAsync(FoundUnits found, HashSet<string> gone, CancellationToken cancellation)
    {
        var (things, known) = (new List<Belonging>(), SecretsFile.Known(_disk));
        foreach (var (service, name) in set.Services.SelectMany(static s => s.Secrets.Select(name => (s, name))).DistinctBy(static s => s.name))
        {
            if (found.Secrets.TryGetValue(name, out var value) && await _podman.SecretAsync(name, cancellation) is { } id)
            {
                var unit = $"{service.Container}.container";
                var why = gone.Contains(unit) ? ""
                    : found.Files.ContainsKey(unit) ? $"{unit} needs it"
                    : value is not null && known.Contains(value) ? "" : "no unit of this directory uses it";
                things.Add(new Belonging(UnitThings.Secret, name, why is "" ? Fate.Goes : Fate.Stays, why)
                {
                    Command = $"podman secret rm {name}",
                    Thing = new RemovedThing(UnitThings.Secret, name, id),
                });
            }
        }

        return things;
    }

    private async Task<List<Belonging>> NetworkAsync(FoundUnits found, HashSet<string> gone, CancellationToken cancellation)
    {
        if (await _podman.NetworkAsync(set.Network.Name, cancellation) is not { } id)
        {
            return [];
        }

        var others = await OthersAsync("network", set.Network.Name, gone, cancellation);
        var why = others is not [] ? Used(others)
            : gone.Any(static file => file.EndsWith(".network", StringComparison.Ordinal)) ? "" : "no unit of this directory made it";
        return
        [
            new Belonging(UnitThings.Network, set.Network.Name, why is "" ? Fate.Goes : Fate.Stays, why)
            {
                Command = $"podman network rm {set.Network.Name}",
                Thing = new RemovedThing(UnitThings.Network, set.Network.Name, id),
            },
        ];
    }

    private async Task<List<Belonging>> VolumesAsync(
        PlaceProof proof, RemovalDepth depth, HashSet<string> gone, CancellationToken cancellation)
    {
        var things = new List<Belonging>();
        foreach (var name in set.Volumes.Concat(proof.Here?.Volumes ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await _podman.VolumeAsync(name, cancellation) is { } made)
            {
                var doubt = proof.Doubt(name);
                var others = await OthersAsync("volume", name, gone, cancellation);
                var why = doubt ?? (others is not [] ? Used(others)
                    : depth < RemovalDepth.Data ? "it holds data, which goes only with --with-data" : "");
                things.Add(new Belonging(UnitThings.Volume, name, why is "" ? Fate.Goes : Fate.Stays, why)
                {
                    IsData = true,
                    Command = doubt is null && others is [] ? "" : $"podman volume rm {Sh.Quote(name)}",
                    Thing = new RemovedThing(UnitThings.Volume, name, made),
                });
            }
        }

        return things;
    }

    // The containers of units go with them.
    private async Task<string[]> OthersAsync(string filter, string name, HashSet<string> gone, CancellationToken cancellation) =>
        [.. (await _podman.UsersAsync(filter, name, cancellation)).Where(container => !gone.Contains($"{container}.container"))];

    private static string Used(string[] others) =>
        others is [] ? "" : $"{string.Join(", ", others)} {(others.Length == 1 ? "uses" : "use")} it";

    private string Systemctl => host.IsUsers ? "systemctl --user" : "systemctl";

    private string PathOf(Mount.Bind bind) => bind.Source switch
    {
        ['.', ..] => Path.GetFullPath(Path.Join(_disk.Root, bind.Source)),
        _ => HomeDirectory.Absolute(bind.Source),
    };
}
