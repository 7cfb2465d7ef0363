using System.Globalization;
using System.Runtime.CompilerServices;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Hosts;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Tests.Podman;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>This program run once more on the machine, not as tests but as what installs there, ended by SIGKILL before any step.</summary>
internal static class DrivenHosts
{
    public const string Order = "MATHESAR_SETUP_TEST_HOSTS";

    /// <summary>Ends the process as soon as an event says these words.</summary>
    public const string KillWords = "MATHESAR_SETUP_TEST_WORDS";

    /// <summary>Cancels the run as soon as an event says these words.</summary>
    public const string CancelWords = "MATHESAR_SETUP_TEST_CANCEL";

    /// <summary>How many seconds a start may take.</summary>
    public const string Patience = "MATHESAR_SETUP_TEST_PATIENCE";

    private static readonly CancellationTokenSource s_cancel = new();

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 3) is [var step, var texts, var directory])
        {
            var killAt = int.Parse(step, CultureInfo.InvariantCulture);
            Console.WriteLine(killAt == DrivenUnits.Life ? OneThread.Run(() => LiveAsync(Setup.Of(DrivenUnits.Read(texts)), directory))
                : DrivenUnits.Words(OneThread.Run(() => RunAsync(DrivenUnits.Read(texts), killAt, directory))));
            Environment.Exit(0);
        }
    }

    private static async Task<ApplyResult?> RunAsync(Draft draft, int killAt, string directory)
    {
        var end = new SuddenEnd(killAt);
        var disk = end.On(directory, StateFolder.HostJournal);
        if (draft.Texts.IsEmpty)
        {
            return await new HostRollBack(disk, Narrator.For(null, Tell)).RecoverAsync(isUsers => new ProgramHost(isUsers, end.Take));
        }

        var setup = Setup.Of(draft);
        return await HostApplier.RunAsync(new InstallRequest
        {
            Setup = setup,
            Files = new FileSet(setup.Files, []),
            Directory = directory,
            Timeout = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable(Patience) ?? "120", CultureInfo.InvariantCulture)),
        }, new ProgramHost(setup.Plan.Place!.ForOneUser, end.Take), disk, Tell, s_cancel.Token);
    }

    private static async Task<string> LiveAsync(Setup setup, string directory)
    {
        var place = (await new HostRuntime().FindAsync(setup, default)).Place!;
        Console.Error.WriteLine(place);
        await ShellProof.ProveAsync(place.ControlOf(setup, directory), "/tmp");
        await ShellProof.BackUpAsync(setup, directory, place.ControlOf(setup, directory));
        return await DrivenUnits.StoppedAndStartedAsync(place.LifeOf(setup, directory));
    }

    private static void Tell(ApplyEvent happened)
    {
        DrivenUnits.Tell(happened);
        if (Environment.GetEnvironmentVariable(KillWords) is { Length: > 0 } words && happened.Message.Contains(words, StringComparison.Ordinal))
        {
            SuddenEnd.Now();
        }

        if (Environment.GetEnvironmentVariable(CancelWords) is { Length: > 0 } last && happened.Message.Contains(last, StringComparison.Ordinal))
        {
            s_cancel.Cancel();
        }
    }
}
