using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>
/// From nothing to a healthy Mathesar by <c>apply</c>, beside the generated <c>install.sh</c> typed by hand, as services of an ordinary user on one
/// machine with a real systemd and Podman, on the same stand-in images.
/// </summary>
internal static class InstallingUnits
{
    private const int Count = 3;
    private const string Program = "/usr/local/bin/mathesar-setup";

    public static readonly Measurement Measurement = new("install-units", "Install: the same by Podman's units", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        StandIns.Require();
        using var machine = new SystemdMachine();
        machine.Put(PublishedProgram.Path, Program);
        machine.AsRoot("chmod", "755", Program).Successful();
        machine.Load(forRoot: false, StandIns.Postgres, StandIns.Mathesar("0.12.0"));
        var rounds = await Rounds.RunAsync(Count,
            () => Task.FromResult((Apply: Take(machine, isByHand: false), Hand: Take(machine, isByHand: true))));
        return
        [
            new("`apply --yes`, healthy and with its administrator", new Samples(rounds.Select(static r => r.Apply / 1000)), "s"),
            new("`./install.sh`, healthy and with its administrator", new Samples(rounds.Select(static r => r.Hand / 1000)), "s"),
            new("`apply` : `./install.sh`", new Samples(rounds.Select(static r => r.Apply / r.Hand)), ": 1", new Aim(0.9)),
        ];
    }

    private static double Take(SystemdMachine machine, bool isByHand)
    {
        var name = $"benchmark-{Guid.NewGuid():n}"[..22];
        var directory = $"{SystemdMachine.Home}/{name}";
        ImmutableArray<string> answers =
        [
            "--dir", directory, "--target", "podman", "--podman-version", "5.4", "--install-name", name, "--access-port",
            FreePort.Take().ToString(CultureInfo.InvariantCulture), "--mathesar-image", StandIns.Mathesar("0.12.0"), "--database-image",
            StandIns.Postgres,
        ];
        Outcome Setup(params string[] verb) => machine.AsUser(["env", SystemdMachine.Invariant, Program, .. verb, .. answers]).Successful();
        try
        {
            if (isByHand)
            {
                Setup("generate");
                return Rounds.Time(() => machine.AsUser($"{directory}/install.sh").Successful());
            }

            return Rounds.Time(() => Setup("apply", "--yes"));
        }
        finally
        {
            machine.AsUser($"{directory}/install.sh", "remove").Successful();
            machine.AsUser("podman", "volume", "rm", "--force", $"{name}_db", $"{name}_media").Successful();
        }
    }
}
