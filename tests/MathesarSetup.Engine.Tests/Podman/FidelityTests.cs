using System.Globalization;
using CsCheck;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets.Podman;
using MathesarSetup.Testing;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>Values that go the whole way of the target podman: files, install.sh, podman secret or unit, systemd, container.</summary>
[Collection(UnitMachine.Collection)]
public sealed class FidelityTests(UnitMachine machine)
{
    private const string Show = "cat /proc/$$/environ > /out/environ; chmod 644 /out/environ; exec sleep 1000";

    // Podman writes all its secrets anew for each one that is made or removed: each costs it more than the one before.
    [Fact]
    public void Fifty_hostile_secrets_and_a_thousand_open_values_arrive_byte_for_byte() =>
        HostileText.OneLine.Where(v => v.Length > 0 && RawEnvFile.CanCarry(v)).Array[1050].Sample(values =>
        {
            var entries = values.Select((v, i) => new EnvironmentEntry(Name(i), v, "A value.") { IsSecret = i % 21 == 0 });
            var environment = Run([.. entries]);
            Assert.Equal(values, values.Select((_, i) => environment.GetValueOrDefault(Name(i))));
        }, iter: 1, threads: 1);

    private Dictionary<string, string> Run(EnvironmentEntry[] entries)
    {
        using var files = new TemporaryDirectory();
        var plan =
            Setup.Of(Scenarios.All["recommended"].With("target", "podman").With("install.name", "faithful").With("podman.version", "5.4")).Plan;
        var service = plan.Web with
        {
            Runtime = new Runtime.Image(ImageReference.Of(StandIns.Mathesar("0.12.0"))),
            Start = new StartCommand.Arguments(["sh", "-c", Show]) { Why = "Shows its variables." },
            Environment = [.. entries],
            Ports = [],
            Mounts = [new Mount.Bind("./out", ReadOnly: false) { Path = "/out", Why = "Where they are shown." }],
            Health = null,
            StartsAfter = [],
        };
        var rendered = new PodmanTarget().Render(plan with { Services = [service], Volumes = [], Files = [] });
        Assert.True(InstallDirectory.Open(files.At("files")).Write(rendered, force: true).Succeeded);
        machine.Run(forRoot: false, "mkdir", "-p", $"{SystemdMachine.Home}/faithful").Successful();
        machine.Copy(files.At("files"), $"{SystemdMachine.Home}/faithful");
        machine.Run(forRoot: false, $"{SystemdMachine.Home}/faithful/install.sh").Successful();
        Eventually.Happens(() => machine.Run(forRoot: false, "test", "-s", $"{SystemdMachine.Home}/faithful/out/environ").ExitCode == 0);
        var environ = machine.Run(forRoot: false, "cat", $"{SystemdMachine.Home}/faithful/out/environ").Successful().Output;
        machine.Run(forRoot: false, $"{SystemdMachine.Home}/faithful/install.sh", "remove").Successful();
        return environ.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(e => e.Split('=', 2))
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
    }

    private static string Name(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);
}
