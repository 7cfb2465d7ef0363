using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Workspace;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Checks.Engines;

/// <summary>Whether the container engine is there, and large enough for what is planned.</summary>
public sealed class EngineCheck : ICheck
{
    public string Id => "engine";

    public string Title => "Container engine";

    public string When => "Runs when Mathesar runs in containers.";

    public string Sends => "Asks the container engine, over its socket or where DOCKER_HOST leads, for its version and settings; runs `docker compose version`; reads how much disk and memory this machine has, and whether SELinux and ufw are on.";

    // Only where the user's own DOCKER_HOST or context leads elsewhere.
    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn =>
        [RunSettings.Target, DatabaseSettings.Mode, DatabaseSettings.Host, DatabaseSettings.SslRootCertificate, TuningSettings.Workers, TuningSettings.StoreInDirectory, AccessSettings.Bind, ProxySettings.Kind, ProxySettings.Network];

    // Old Compose is a large Python program, which takes seconds on a busy machine.
    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public Setting Anchor(Answers answers) => RunSettings.Target;

    public bool AppliesTo(Setup setup) => EngineNames.IsCompose(setup.Target) || EngineNames.IsDocker(setup.Target);

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var searching = EngineFinder.FindAsync(cancellation);
        var compose = EngineNames.IsCompose(setup.Target) ? await ComposeVersion.ReadAsync(cancellation) : null;
        var search = await searching;
        if (search.Engine is not { } engine)
        {
            return CheckOutcome.Of(search.Findings);
        }

        var findings = SizeFindings.Of(setup, engine, ThisMachine.Read()).Concat(HostFindings.Of(setup, engine));
        return new CheckOutcome(
            $"Found {engine.Product} {engine.Version}{(engine.IsRootless ? ", rootless" : "")}{(compose is null ? "" : $", and Compose {compose}")}.",
            [.. findings, .. EngineNames.IsCompose(setup.Target) && compose is null ? [HostFindings.NoCompose()] : ImmutableArray<Finding>.Empty]);
    }
}
