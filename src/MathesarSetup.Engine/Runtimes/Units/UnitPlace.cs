using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>The systemd of this machine or of this user, with Podman.</summary>
internal sealed class UnitPlace : IRuntimePlace
{
    private readonly EngineInfo _podman;
    private readonly UnitHost _host;

    public UnitPlace(EngineInfo podman, UnitSet units)
    {
        (_podman, _host) = (podman, new UnitHost(units.IsUsers));
        var user = UserManager.Read();
        Facts = new PlaceFacts(podman.Product, podman.Version, _host.Units.Root, units.IsUsers, podman.Architecture, podman.FreeBytes)
        {
            User = units.IsUsers ? user.User : "root",
            Lingers = !units.IsUsers || user.Lingers,
            Units = [.. units.Services.Select(static s => s.Unit)],
        };
    }

    public PlaceFacts Facts { get; }

    public async Task<IPlannedRun> PlanAsync(InstallRequest request, CancellationToken cancellation)
    {
        request = request with { Directory = Path.TrimEndingDirectorySeparator(request.Directory) };
        return new PlannedRun(_podman, _host, request,
            (await UnitApplier.CompareAsync(request, _podman, _host, new Disk(request.Directory), cancellation)).Changes);
    }

    public IInstallationLife LifeOf(Setup setup, string directory) => new ServiceLife(setup, directory, _host,
        [.. (setup.Target.Units(setup.Plan)?.Services ?? []).Select(Kept)]);

    public IInstallationRemoval RemovalOf(Setup setup, string directory) =>
        new UnitRemoval(setup, directory, setup.Target.Units(setup.Plan)!, _host, _podman.Version);

    public IServiceControl ControlOf(Setup setup, string directory) => new UnitControl(setup.Target.Units(setup.Plan)!, _host);

    /// <summary>A service as systemd keeps it.</summary>
    public static KeptService Kept(UnitService service) => new(service.Service, service.Container, service.Unit)
    {
        Completed = finding => finding.Kind == LogFinding.DataUnfinished
            ? finding with { Message = $"{finding.Message} {WayOut(service)}" }
            : finding,
    };

    public override string ToString() => $"Podman {_podman.Version}, services of {Facts.User} in {Facts.Address} ({_podman.Architecture})";

    // Nothing here deletes data, so that what removes it is said.
    private static string WayOut(UnitService service) => UnfinishedData.WayOut([.. service.Service.Mounts.OfType<Mount.Named>()
        .Zip(service.Volumes, static (mount, volume) => new MountSpec(volume, mount.Path, false))], HostCommand.PodmanVolume.Program);

    private sealed record PlannedRun(EngineInfo Podman, UnitHost Host, InstallRequest Request, ApplyChanges Changes) : IPlannedRun
    {
        public HostPrograms Programs => HostPrograms.Usual;

        public Task<ApplyResult> RunAsync(ApplyChanges agreed, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            UnitApplier.RunAsync(Request with { Agreed = agreed }, Podman, Host, new Disk(Request.Directory), tell, cancellation);
    }
}
