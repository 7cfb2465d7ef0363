using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>Whether the machine has what Mathesar needs when it runs without containers.</summary>
public sealed class HostCheck : ICheck
{
    public string Id => "host";

    public string Title => "This machine";

    public string When => "Runs when Mathesar runs on the machine itself, without containers.";

    public string Sends => "Looks for programs, the library cairo, systemd, and the free disk of this machine; runs `python3 --version`. Sends nothing.";

    public bool ReachesOut => false;

    public ImmutableArray<Setting> DependsOn => [RunSettings.Target, RunSettings.Version];

    public Setting Anchor(Answers answers) => RunSettings.Target;

    public bool AppliesTo(Setup setup) => setup.Target.RunsOnHost;

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var facts = await HostFacts.ReadAsync(cancellation);
        var findings = MachineFindings.Of(facts, setup.Answers.Get(RunSettings.Version)).ToImmutableArray();
        return new CheckOutcome(findings.Any(f => f.Severity is Severity.Error) ? "" : $"This machine has systemd{(facts.Python is null ? "" : $", Python {facts.Python}")} and the libraries.", findings);
    }
}
