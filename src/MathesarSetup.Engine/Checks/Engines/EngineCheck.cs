using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Whether the container engine is there, large enough for what is planned, and has its names free.</summary>
/// <param name="directory">The install directory, by which the installation's own containers are known.</param>
public sealed class EngineCheck(Func<string> directory) : ICheck
{
    public string Id => "engine";

    public string Title => "Container engine";

    public string When => "Runs when Mathesar runs in containers.";

    public string Sends =>
        "Asks the container engine, over its socket or where DOCKER_HOST leads, for its version, settings and containers; "
            + "runs `docker compose version`, or `podman info` in place of both; reads how much disk and memory this machine has, whether SELinux, "
            + "ufw and firewalld are on, and for Podman whether systemd runs services of this user.";

    // Only where the user's own DOCKER_HOST or context leads elsewhere.
    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn =>
    [
        RunSettings.Target,
        RunSettings.Name, DatabaseSettings.Mode, DatabaseSettings.Host, DatabaseSettings.SslRootCertificate, TuningSettings.Workers,
        TuningSettings.StoreInDirectory, TuningSettings.Memory, TuningSettings.Processors,
        AccessSettings.Bind, ProxySettings.Kind, ProxySettings.Network, PodmanSettings.Version, PodmanSettings.AsRoot,
    ];

    // Old Compose is a large Python program, which takes seconds on a busy machine.
    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public Setting Anchor(Answers answers) => RunSettings.Target;

    public bool AppliesTo(Setup setup) => setup.Target.Kind.Engine is not ContainerEngine.None;

    public Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation) =>
        setup.Target.Kind.Engine is ContainerEngine.Podman ? PodmanAsync(setup, cancellation) : DockerAsync(setup, cancellation);

    private async Task<CheckOutcome> DockerAsync(Setup setup, CancellationToken cancellation)
    {
        var searching = EngineFinder.FindAsync(cancellation);
        var isCompose = setup.Target.IsComposeProject;
        var compose = isCompose ? await ComposeVersion.ReadAsync(cancellation) : null;
        var search = await searching;
        return search.Engine is not { } engine ? CheckOutcome.Of(search.Findings) : new CheckOutcome(
            Said(engine, compose is null ? "" : $", and Compose {compose}"),
            [.. await NamesAsync(setup, engine, cancellation), .. Common(setup, engine),
                .. Maybe(!isCompose ? null : compose is null ? HostFindings.NoCompose() : HostFindings.OldCompose(compose))]);
    }

    private async Task<IEnumerable<Finding>> NamesAsync(Setup setup, EngineInfo engine, CancellationToken cancellation)
    {
        try
        {
            using var connection = new EngineConnection(engine.Endpoint);
            var names = setup.Plan.Services.Select(s => setup.Target.ContainerName(setup.Plan, s)).ToHashSet(StringComparer.Ordinal);
            var found = (await connection.ListAllAsync(cancellation)).Where(c => names.Contains(c.Name));
            var paths = await MountedPaths.FindAsync(engine, cancellation);
            return NameConflicts.Of(Labels.For(setup, paths.OnEngine(directory())), found);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    // Its socket is not needed, so it may well be off.
    private static async Task<CheckOutcome> PodmanAsync(Setup setup, CancellationToken cancellation)
    {
        if (await PodmanProgram.ReadAsync(cancellation) is not { } podman)
        {
            return InContainer.Outcome(RunSettings.Target) ?? CheckOutcome.Of(PodmanVersions.NotFound());
        }

        var services = setup.Answers.Get(PodmanSettings.AsRoot) ? [] : UserManager.Read().Findings();
        return new CheckOutcome(Said(podman, ""), [.. Maybe(PodmanVersions.Of(podman, setup.Answers)), .. services, .. Common(setup, podman)]);
    }

    private static IEnumerable<Finding> Common(Setup setup, EngineInfo engine) =>
        SizeFindings.Of(setup, engine, ThisMachine.Read()).Concat(HostFindings.Of(setup, engine));

    private static string Said(EngineInfo engine, string more) =>
        $"Found {engine.Product} {engine.Version}{(engine.IsRootless ? ", rootless" : "")}"
            + $"{(engine.CgroupVersion.Length > 0 ? $", with control groups of version {engine.CgroupVersion}" : "")}{more}.";

    private static IEnumerable<Finding> Maybe(Finding? finding) => finding is null ? [] : [finding];
}
