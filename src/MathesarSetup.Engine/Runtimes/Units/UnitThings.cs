using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Takes units, and what they used, away from a systemd with Podman.</summary>
internal sealed class UnitThings(UnitHost host) : IThingRemoval
{
    public const string Unit = "unit";
    public const string Link = "link";
    public const string Secret = "secret";
    public const string Network = "network";
    public const string Volume = "volume";

    private const string Scheme = "units";
    private const string Users = "user";

    private readonly PodmanStore _podman = new(host);

    /// <summary>How such a place is written down.</summary>
    public static Uri Address(UnitHost host) => new($"{Scheme}:{(host.IsUsers ? Users : "machine")}");

    /// <summary>Null where the address is none of such a place.</summary>
    public static UnitThings? At(Uri place) => place.Scheme == Scheme ? new UnitThings(new UnitHost(place.AbsolutePath == Users)) : null;

    public async Task<ImmutableArray<Finding>> RemoveAsync(
        string identity, IReadOnlyList<RemovedThing> things, Action<string> tell, CancellationToken cancellation)
    {
        if (UnitGuards.WrongUser(host) is { } wrong)
        {
            throw new StepFailure(wrong);
        }

        if (host.Identity != identity)
        {
            throw new StepFailure(RemovalFinding.OtherPlace("services of this user on this machine"));
        }

        var left = ImmutableArray.CreateBuilder<Finding>();
        foreach (var thing in things.Where(static t => t.Kind == Unit))
        {
            await AddAsync(thing, RemoveUnitAsync);
        }

        if (things.Any(static t => t.Kind == Unit))
        {
            await host.DoAsync(HostCommand.UnitReload, cancellation);
        }

        foreach (var thing in things.Where(static t => t.Kind != Unit))
        {
            await AddAsync(thing, RemoveAsync);
        }

        return left.ToImmutable();

        async Task AddAsync(RemovedThing thing, Func<RemovedThing, Action<string>, CancellationToken, Task<bool>> remove)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await remove(thing, tell, cancellation))
            {
                left.Add(RemovalFinding.Stays(thing));
            }
        }
    }

    private async Task<bool> RemoveUnitAsync(RemovedThing unit, Action<string> tell, CancellationToken cancellation)
    {
        if (host.Units.Read(unit.Name) is not { } there)
        {
            return true;
        }

        if (Disk.Hash(there.Content) != unit.Id)
        {
            return false;
        }

        tell($"Stopping and removing {unit.Name}.");
        await host.StopAsync(unit.Detail, cancellation);
        if (Path.GetExtension(unit.Name) == ".container")
        {
            host.Memory.Delete(FoundUnits.ChecksumFile(Path.GetFileNameWithoutExtension(unit.Name)));
            UnitHold.Forget(host, unit.Detail);
        }

        InPlaceFile.WriteUnit(host.Units, unit.Name, null);
        return true;
    }

    private async Task<bool> RemoveAsync(RemovedThing thing, Action<string> tell, CancellationToken cancellation)
    {
        var there = thing.Kind switch
        {
            Link => new FileInfo(host.LinkOf(thing.Name)).LinkTarget,
            Secret => await _podman.SecretAsync(thing.Name, cancellation),
            Network => await _podman.NetworkAsync(thing.Name, cancellation),
            _ => await _podman.VolumeAsync(thing.Name, cancellation),
        };
        if (there is null)
        {
            return true;
        }

        if (there != thing.Id || (thing.Kind is Network or Volume && await _podman.UsersAsync(thing.Kind, thing.Name, cancellation) is not []))
        {
            return false;
        }

        tell($"Removing the {thing.Kind} {thing.Name}.");
        if (thing.Kind == Link)
        {
            InPlaceFile.Link(host, host.Memory, thing.Name, null);
        }
        else
        {
            await host.DoAsync((thing.Kind switch
            {
                Secret => HostCommand.PodmanSecretRemoval,
                Network => HostCommand.PodmanNetworkRemoval,
                _ => HostCommand.PodmanVolumeRemoval,
            }).About(thing.Name), cancellation);
        }

        return true;
    }
}
