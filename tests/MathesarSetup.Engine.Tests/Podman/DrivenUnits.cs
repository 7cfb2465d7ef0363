using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Tests.Running;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>This program run once more on the machine, not as tests but as what puts units in place, ended by SIGKILL before any step.</summary>
internal static class DrivenUnits
{
    public const string Order = "MATHESAR_SETUP_TEST_UNITS";

    /// <summary>How many seconds it waits for what starts.</summary>
    public const string Patience = "MATHESAR_SETUP_TEST_PATIENCE";

    /// <summary>The version of Podman that it takes the machine's for.</summary>
    public const string Podman = "MATHESAR_SETUP_TEST_PODMAN";

    /// <summary>In the place of a step: what was installed is looked at, stopped, started and listened to.</summary>
    public const int Life = -1;

    /// <summary>The order for a draft; an empty one recovers what lies in the directory.</summary>
    public static string Say(Draft draft, int killAt, string directory) => string.Create(CultureInfo.InvariantCulture,
        $"{killAt} {Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(draft.Texts.ToDictionary()))} {directory}");

    /// <summary>The draft of an order.</summary>
    public static Draft Read(string texts) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Encoding.UTF8.GetString(Convert.FromBase64String(texts)))!
            .Aggregate(Draft.Empty, static (draft, text) => draft.With(text.Key, text.Value));

    /// <summary>How a run ended, in one line.</summary>
    public static string Words(ApplyResult? result) =>
        string.Join(' ', result?.Findings.Select(static f => f.Code).Prepend($"{result.Outcome}") ?? ["Nothing"]);

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 3) is [var step, var texts, var directory])
        {
            var draft = Read(texts);
            if (step == Life.ToString(CultureInfo.InvariantCulture))
            {
                Console.WriteLine(OneThread.Run(() => LiveAsync(Setup.Of(draft), directory)));
                Environment.Exit(0);
            }

            var result = OneThread.Run(() => RunAsync(draft, int.Parse(step, CultureInfo.InvariantCulture), directory));
            Console.WriteLine(Words(result));
            Environment.Exit(0);
        }
    }

    private static async Task<ApplyResult?> RunAsync(Draft draft, int killAt, string directory)
    {
        var end = new SuddenEnd(killAt);
        var disk = end.On(directory, StateFolder.UnitJournal);
        if (draft.Texts.IsEmpty)
        {
            return await new UnitRollBack(disk, Narrator.For(null, Tell)).RecoverAsync(isUsers => new UnitHost(isUsers, end.Take));
        }

        using var cancellation = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            cancellation.Cancel();
        });
        var setup = Setup.Of(draft);
        var podman = (await PodmanProgram.ReadAsync(default))! with { Version = Environment.GetEnvironmentVariable(Podman)! };
        return await UnitApplier.RunAsync(new InstallRequest
        {
            Setup = setup,
            Files = new FileSet(setup.Files, []),
            Directory = directory,
            Timeout = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable(Patience)!, CultureInfo.InvariantCulture)),
        }, podman, new UnitHost(!setup.Answers.Get(PodmanSettings.AsRoot), end.Take), disk, Tell, cancellation.Token);
    }

    private static async Task<string> LiveAsync(Setup setup, string directory)
    {
        await ShellProof.ProveAsync(new UnitControl(setup.Target.Units(setup.Plan)!, new UnitHost(isUsers: true)), "/tmp");
        await ShellProof.BackUpAsync(setup, directory, new UnitControl(setup.Target.Units(setup.Plan)!, new UnitHost(isUsers: true)));
        var life = new ServiceLife(setup, directory, new UnitHost(isUsers: true),
            [.. setup.Target.Units(setup.Plan)!.Services.Select(UnitPlace.Kept)]);
        var lived = await StoppedAndStartedAsync(life);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var heard = "";
        await life.ListenAsync(setup.Plan.Name, null, line =>
        {
            if (line.Text.StartsWith("Listening at", StringComparison.Ordinal))
            {
                heard = "Listening at";
                end.Cancel();
            }
        }, end.Token);
        return $"{lived}; {heard}";
    }

    /// <summary>How its services were: at first, stopped, and started again.</summary>
    public static async Task<string> StoppedAndStartedAsync(IInstallationLife life)
    {
        async Task<string> LookAsync() => string.Join(' ', (await life.LookAsync(default)).Services.Select(static s => s.Condition));
        var all = new List<string> { await LookAsync() };
        Assert.Empty(await life.StopAsync(Console.Error.WriteLine, default));
        all.Add(await LookAsync());
        Assert.Empty(await life.StartAsync(Console.Error.WriteLine, TimeSpan.FromMinutes(2), default));
        return string.Join("; ", [.. all, await LookAsync()]);
    }

    /// <summary>Writes what happens where it does not disturb how it ended.</summary>
    public static void Tell(ApplyEvent happened) => Console.Error.WriteLine($"{happened.Step} {happened.State}: {happened.Message}");
}
