using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>An engine that answers.</summary>
public sealed class DockerPlace(EngineInfo engine) : IRuntimePlace
{
    internal EngineInfo Engine { get; } = engine;

    public PlaceFacts Facts { get; } =
        new($"{engine.Product}", engine.Version, engine.Shown, engine.IsRootless, engine.Architecture, engine.FreeBytes);

    public async Task<IPlannedRun> PlanAsync(InstallRequest request, CancellationToken cancellation)
    {
        var order = new ApplyRequest(request, Engine)
        {
            Programs = request.Setup.Target.IsComposeProject ? await ComposeWords.FindAsync(Engine, cancellation) : HostPrograms.Usual,
            Paths = await MountedPaths.FindAsync(Engine, cancellation),
        };
        return new PlannedRun(order, await Applier.CompareAsync(order, cancellation));
    }

    public IInstallationLife LifeOf(Setup setup, string directory) => new InstallationLife(setup, directory, Engine);

    public IInstallationRemoval RemovalOf(Setup setup, string directory) => new EngineRemoval(setup, directory, Engine);

    public IServiceControl ControlOf(Setup setup, string directory) => new EngineControl(setup, directory, Engine);

    public override string ToString() => Engine.ToString();

    private sealed record PlannedRun(ApplyRequest Order, ApplyChanges Changes) : IPlannedRun
    {
        public InstallRequest Request => Order;

        public HostPrograms Programs => Order.Programs;

        public Task<ApplyResult> RunAsync(ApplyChanges agreed, Action<ApplyEvent> tell, CancellationToken cancellation) =>
            Applier.RunAsync(Order with { Agreed = agreed }, tell, cancellation);
    }
}
