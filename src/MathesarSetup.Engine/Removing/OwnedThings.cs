using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Engine.Removing;

/// <summary>What an installation has besides its containers: networks, and the places of its data.</summary>
internal sealed class OwnedThings(EngineConnection engine, DirectoryProof owner, RemovalDepth depth, JudgedContainer[] containers)
{
    public const string Network = "network";
    public const string Volume = "volume";

    private readonly Plan _plan = owner.Setup.Plan;
    private readonly ContainerFacts[] _own = [.. containers.Where(static c => c.Thing.Fate is not Fate.Stays).Select(static c => c.Found)];

    private readonly HashSet<string> _gone =
        containers.Where(static c => c.Thing.Fate is Fate.Goes).Select(static c => c.Found.Id).ToHashSet(StringComparer.Ordinal);

    public async Task<List<Belonging>> NetworksAsync(CancellationToken cancellation)
    {
        var things = new List<Belonging>();
        var names = _own.SelectMany(static c => c.Spec.JoinedNetworks).Append(owner.Setup.Target.NetworkName(_plan));
        foreach (var name in names.Except(_plan.JoinedNetworks).Distinct(StringComparer.Ordinal))
        {
            if (await engine.FindNetworkAsync(name, cancellation) is not { } found)
            {
                continue;
            }

            var inside = await engine.ListInNetworkAsync(found.Id, cancellation);
            var others = inside.Where(c => !_gone.Contains(c.Id)).Select(static c => c.Name).ToArray();
            var isOwn = owner.IsNamed(found.Labels) || (!DirectoryProof.IsNamedAtAll(found.Labels)
                && found.Labels.GetValueOrDefault(Labels.ComposeProject) == _plan.Name && inside.Any(c => _gone.Contains(c.Id)));
            var why = !isOwn ? "nothing proves that it was made from this directory"
                : others is not [] ? $"{string.Join(", ", others)} {(others.Length == 1 ? "is" : "are")} in it" : "";
            // A network that is there for all to join is nobody's to speak of.
            if (isOwn || name == owner.Setup.Target.NetworkName(_plan))
            {
                things.Add(new Belonging(Network, name, why is "" ? Fate.Goes : Fate.Stays, why)
                {
                    Command = $"docker network rm {name}",
                    Thing = new RemovedThing(Network, name, found.Id),
                });
            }
        }

        return things;
    }

    public async Task<List<Belonging>> VolumesAsync(CancellationToken cancellation)
    {
        var named = _plan.Services.SelectMany(static s => s.Mounts).OfType<Mount.Named>().Select(m => ObjectNames.Volume(_plan, m.Volume))
            .Concat(_own.SelectMany(static c => c.Spec.Mounts).Where(static m => m is { IsVolume: true, IsNameless: false })
                .Select(static m => m.Source))
            .Concat(owner.Engine?.Volumes ?? [])
            .Concat(owner.Mark is { } mark ? await engine.ListVolumesAsync($"{Labels.Installation}={mark.Id}", cancellation) : []);
        var things = new List<Belonging>();
        foreach (var name in named.Where(static n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await engine.FindVolumeAsync(name, cancellation) is { } labels)
            {
                things.Add(await JudgeAsync(name, labels, cancellation));
            }
        }

        return things;
    }

    private async Task<Belonging> JudgeAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation)
    {
        var users = (await engine.ListWithVolumeAsync(name, cancellation)).Where(c => !_gone.Contains(c.Id)).Select(static c => c.Name).ToArray();
        var doubt = _plan.Volumes.Any(v => v.IsExternal && v.Name == name) ? "the files call it external, so it is somebody else's"
            : owner.Doubt(labels) is { } unproven ? unproven
            : owner.Engine!.Volumes.Contains(name, StringComparer.Ordinal) ? null : "nothing here remembers making it";
        var why = doubt ?? (users is not [] ? $"{string.Join(", ", users)} {(users.Length == 1 ? "uses" : "use")} it"
            : depth < RemovalDepth.Data ? "it holds data, which goes only with --with-data" : "");
        return new Belonging(Volume, name, why is "" ? Fate.Goes : Fate.Stays, why)
        {
            IsData = true,
            Command = doubt is null && users is [] ? "" : $"docker volume rm {Sh.Quote(name)}",
            Thing = owner.Mark is { } mark ? new RemovedThing(Volume, name, mark.Id) : null,
        };
    }

    /// <summary>Directories of the machine into which the services write: they are the person's own.</summary>
    public IEnumerable<Belonging> Directories() =>
        from path in _own.SelectMany(static c => c.Spec.Mounts).Where(static m => m is { IsVolume: false, ReadOnly: false })
            .Select(static m => m.Source).Concat(PersonsData.Folders(_plan).Select(PathOf)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
        where owner.MayExist(path)
        select PersonsData.Folder(path, owner.Here(path));

    private string PathOf(Mount.Bind bind) => bind.Source switch
    {
        ['.', ..] => owner.OnEngine(Path.GetFullPath(Path.Join(owner.Disk.Root, bind.Source))),
        ['~', '/', .. var below] => owner.OnEngine(Path.Join(HomeDirectory.Path, below)),
        var whole => whole,
    };
}
