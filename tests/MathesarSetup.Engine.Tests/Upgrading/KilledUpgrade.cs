using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Upgrading;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Upgrading;

/// <summary>This program run once more, not as tests but as an upgrade that SIGKILL ends before any of its steps.</summary>
internal static class KilledUpgrade
{
    private const string Order = "MATHESAR_SETUP_TEST_UPGRADE";

    /// <summary>Upgrades in a process of its own, which SIGKILL ends before a step; then it prints the outcome.</summary>
    public static ChildProcess To(AppliedInstallation installation, Draft wanted, int killAt)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(new[] { installation.Draft, wanted }.Select(static d => d.Texts.ToDictionary()).ToArray()));
        return new ChildProcess(Files.KilledWriter.Program.File, Files.KilledWriter.Program.Arguments)
        {
            Environment = new Dictionary<string, string?>
            {
                [Order] = string.Create(CultureInfo.InvariantCulture, $"{killAt} {file} {installation.Directory}"),
            },
        };
    }

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 3) is [var step, var file, var directory])
        {
            var drafts = JsonSerializer.Deserialize<Dictionary<string, string>[]>(File.ReadAllText(file))!
                .Select(static texts => texts.Aggregate(Draft.Empty, static (draft, text) => draft.With(text.Key, text.Value))).ToArray();
            File.Delete(file);
            var end = new SuddenEnd(int.Parse(step, CultureInfo.InvariantCulture));
            Console.WriteLine(OneThread.Run(() => RunAsync(directory, Setup.Of(drafts[0]), Setup.Of(drafts[1]), end)).Outcome);
            Environment.Exit(0);
        }
    }

    private static async Task<ApplyResult> RunAsync(string directory, Setup former, Setup wanted, SuddenEnd end)
    {
        var info = (await EngineFinder.FindAsync()).Engine!;
        var disk = new Disk(directory, step =>
        {
            if (step.Kind is StepKind.Rename or StepKind.Delete && (step.To ?? step.Path) is StateFolder.UpgradeJournal or StateFolder.UpgradeReceipt)
            {
                end.Take();
            }
        });
        EngineControl Control(Setup setup) => new(setup, directory, info, _ => end.Take());
        var move = new ReleaseMove(disk, former, Control(former), Narrator.For(former.Plan, static _ => { }));
        var request = new ApplyRequest
        {
            Setup = wanted,
            Files = new FileSet(wanted.Files, []),
            Directory = directory,
            Engine = info,
            Timeout = TimeSpan.FromMinutes(2),
            Compose = [],
            Change = new ReleaseProof(Control(wanted), wanted.Plan.Release),
        };
        using var engine = new EngineConnection(info.Endpoint, _ => end.Take());
        using var writing = DirectoryLock.Take(disk);
        Task<ApplyResult> Rest() => Applier.RunAsync(request, engine, disk, static _ => { }, default);
        var run = new UpgradeRun(move, former.Plan.Release.ToString(), wanted.Plan.Release, wanted.Plan.Web.Image!);
        return wanted.Plan.Release.Version < former.Plan.Release.Version
            ? await run.BackAsync(UpgradeReceipt.Load(disk)!, Rest, default) : await run.ForwardAsync(Rest, default);
    }
}
