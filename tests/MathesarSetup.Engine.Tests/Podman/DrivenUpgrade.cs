using System.Runtime.CompilerServices;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>This program run once more on the machine, not as tests but as an upgrade of units, which SIGKILL ends at some words.</summary>
internal static class DrivenUpgrade
{
    public const string Order = "MATHESAR_SETUP_TEST_UNIT_UPGRADE";

    /// <summary>The words at which it is killed; empty for none.</summary>
    public const string KillWords = "MATHESAR_SETUP_TEST_UPGRADE_WORDS";

    /// <summary>The order to bring an installation from one draft to another; to an empty one, to settle what was cut off.</summary>
    public static string Say(Draft former, Draft wanted, string directory) =>
        $"{DrivenUnits.Say(former, 0, "").Split(' ')[1]} {DrivenUnits.Say(wanted, 0, "").Split(' ')[1]} {directory}";

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 3) is [var former, var wanted, var directory])
        {
            var result = OneThread.Run(() => RunAsync(Setup.Of(DrivenUnits.Read(former)), DrivenUnits.Read(wanted), directory));
            Console.WriteLine(DrivenUnits.Words(result));
            Environment.Exit(0);
        }
    }

    private static async Task<ApplyResult> RunAsync(Setup former, Draft draft, string directory)
    {
        var (disk, host) = (new Disk(directory), new UnitHost(isUsers: true));
        UnitControl Control(Setup setup) => new(setup.Target.Units(setup.Plan)!, host);
        var move = new ReleaseMove(disk, former, Control(former), Narrator.For(former.Plan, Tell));
        using var writing = DirectoryLock.Take(disk);
        if (draft.Texts.IsEmpty)
        {
            return await new UpgradeEnd(move).SettleAsync();
        }

        var wanted = Setup.Of(draft);
        var podman = (await PodmanProgram.ReadAsync(default))!;
        var run = new UpgradeRun(move, former.Plan.Release.ToString(), wanted.Plan.Release, wanted.Plan.Web.Image!);
        return await run.ForwardAsync(() => UnitApplier.RunAsync(new InstallRequest
        {
            Setup = wanted,
            Files = new FileSet(wanted.Files, []),
            Directory = directory,
            Timeout = TimeSpan.FromMinutes(2),
            Change = new ReleaseProof(Control(wanted), wanted.Plan.Release),
        }, podman, host, disk, Tell, default), default);
    }

    private static void Tell(ApplyEvent happened)
    {
        DrivenUnits.Tell(happened);
        if (Environment.GetEnvironmentVariable(KillWords) is { Length: > 0 } words && happened.Message.Contains(words, StringComparison.Ordinal))
        {
            SuddenEnd.Now();
        }
    }
}
