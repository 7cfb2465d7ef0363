using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>Whether the machine has what Mathesar needs when it runs without containers.</summary>
public sealed class HostCheck : ICheck
{
    public string Id => "host";

    public string Title => "This machine";

    public string When => "Runs when Mathesar runs on the machine itself, without containers.";

    public string Sends =>
        "Looks for programs, the library cairo, systemd and the user's own part of it, a firewall, and the free disk and memory of this machine; "
            + "runs `python3 --version`. Sends nothing.";

    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn =>
    [
        RunSettings.Target, RunSettings.Version, HostSettings.ForOneUser, HostSettings.Directory, TuningSettings.Workers, DatabaseSettings.Mode,
        ProxySettings.Kind, AccessSettings.Bind, AccessSettings.Port,
    ];

    public Setting Anchor(Answers answers) => RunSettings.Target;

    public bool AppliesTo(Setup setup) => setup.Target.Kind.Home is TargetHome.Host;

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        if (InContainer.Outcome(RunSettings.Target) is { } unseen)
        {
            return unseen;
        }

        var facts = await HostFacts.ReadAsync(setup.Plan.Place!, cancellation);
        var findings = MachineFindings.Of(facts, setup).Concat(SizeFindings.Memory(setup, ThisMachine.Read())).ToImmutableArray();
        return new CheckOutcome(findings.Any(f => f.Severity is Severity.Error)
            ? ""
            : $"This machine has systemd{(facts.Python is null ? "" : $", Python {facts.Python}")} and the libraries.", findings);
    }
}
