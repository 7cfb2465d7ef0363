using System.Runtime.InteropServices;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>The machine itself, or one user's part of it.</summary>
internal sealed class HostSystem : IRuntimePlace
{
    private readonly ProgramHost _host;

    public bool BringsReleases => true;

    public HostSystem(HostSet set, string version)
    {
        _host = new ProgramHost(set.Place.ForOneUser);
        var (user, root) = (UserManager.Read(), ProgramHost.Absolute(set.Place.Directory));
        Facts = new PlaceFacts("Linux with systemd", version, root, set.Place.ForOneUser,
            RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(), HostFacts.FreeAt(root))
        {
            User = set.Place.Account ?? user.User,
            Lingers = !set.Place.ForOneUser || user.Lingers,
            Units = [.. set.Services.Select(static s => s.Unit)],
        };
    }

    public PlaceFacts Facts { get; }

    public async Task<IPlannedRun> PlanAsync(InstallRequest request, CancellationToken cancellation)
    {
        request = request with { Directory = Path.TrimEndingDirectorySeparator(request.Directory) };
        return new PlannedRun(_host, request, (await HostApplier.CompareAsync(request, _host, new Disk(request.Directory), cancellation)).Changes);
    }

    public IInstallationLife LifeOf(Setup setup, string directory) => new ServiceLife(setup, directory, _host,
        [.. (setup.Target.Host(setup.Plan)?.Services ?? []).Select(Kept)]);

    public IInstallationRemoval RemovalOf(Setup setup, string directory) =>
        new HostRemoval(setup, directory, setup.Target.Host(setup.Plan)!, _host);

    public IServiceControl ControlOf(Setup setup, string directory) => new HostControl(setup.Target.Host(setup.Plan)!, _host);

    /// <summary>A service as systemd keeps it.</summary>
    public static KeptService Kept(HostService service) => new(service.Service, Path.GetFileNameWithoutExtension(service.Unit), service.Unit);

    public override string ToString() => $"{Facts.Product} {Facts.Version}, program in {Facts.Address}, run by {Facts.User} ({Facts.Architecture})";

    private sealed record PlannedRun(ProgramHost Host, InstallRequest Request, ApplyChanges Changes) : IPlannedRun
    {
        public HostPrograms Programs => HostPrograms.Usual;

        public Task<ApplyResult> RunAsync(ApplyChanges agreed, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            HostApplier.RunAsync(Request with { Agreed = agreed }, Host, new Disk(Request.Directory), tell, cancellation);
    }
}
