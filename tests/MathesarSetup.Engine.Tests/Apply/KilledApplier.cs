using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>This program run once more, not as tests but as an applier that SIGKILL ends before any of its steps.</summary>
internal static class KilledApplier
{
    private const string Own = "file ";

    private const string Order = "MATHESAR_SETUP_TEST_APPLIER";

    /// <summary>
    /// Applies a draft in a process of its own, which SIGKILL ends before step <paramref name="killAt"/> (from 1; 0 for never). Then it prints the
    /// outcome.
    /// </summary>
    public static ChildProcess Applying(AppliedInstallation installation, Draft draft, int killAt) =>
        Applying(installation.Directory, draft, killAt);

    /// <summary>The same with files of a person's own in place of generated ones.</summary>
    public static ChildProcess Applying(string directory, Draft draft, int killAt, params (string Path, string Text)[] own)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, JsonSerializer.Serialize(draft.Texts.Concat(own.Select(static f => KeyValuePair.Create(Own + f.Path, f.Text)))
            .ToDictionary()));
        return new(Files.KilledWriter.Program.File, Files.KilledWriter.Program.Arguments)
        {
            Environment = new Dictionary<string, string?>
            {
                [Order] =
                string.Create(CultureInfo.InvariantCulture, $"{killAt} {file} {AppliedInstallation.Engine.Endpoint} {directory}")
            },
        };
    }

    /// <summary>The same for the recovery of what an applier left.</summary>
    public static ChildProcess Recovering(AppliedInstallation installation,
        int killAt) => new(Files.KilledWriter.Program.File, Files.KilledWriter.Program.Arguments)
        {
            Environment = new Dictionary<string, string?>
            {
                [Order] = string.Create(CultureInfo.InvariantCulture, $"{killAt} - - {installation.Directory}"),
            },
        };

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 4) is [var step, var file, var endpoint, var directory])
        {
            if (file == "-")
            {
                Console.WriteLine(OneThread.Run(() => RecoverAsync(int.Parse(step, CultureInfo.InvariantCulture), directory))?.Outcome);
                Environment.Exit(0);
            }

            var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;
            File.Delete(file);
            Console.WriteLine(OneThread.Run(() => ApplyAsync(int.Parse(step, CultureInfo.InvariantCulture), texts, endpoint, directory)).Outcome);
            Environment.Exit(0);
        }
    }

    private static Task<ApplyResult?> RecoverAsync(int killAt, string directory)
    {
        var steps = new Countdown(killAt);
        return Applier.RecoverAsync(new Disk(directory, steps.Take), endpoint => new EngineConnection(endpoint, _ => steps.Take()), static _ => { },
            default);
    }

    private static async Task<ApplyResult> ApplyAsync(int killAt, Dictionary<string, string> texts, string endpoint, string directory)
    {
        var own = texts.Where(static t => IsOwn(t.Key)).Select(static t => (Path: t.Key[Own.Length..], t.Value)).ToArray();
        var setup = Setup.Of(texts.Where(static t => !IsOwn(t.Key)).Aggregate(
            Draft.Empty, static (draft, text) => draft.With(text.Key, text.Value)));
        var search = await EngineFinder.FindAsync(new EngineSurroundings("/nowhere", new Dictionary<string, string> { ["DOCKER_HOST"] = endpoint }));
        var request = new ApplyRequest
        {
            Setup = setup,
            Files = new FileSet(own is [] ? setup.Files : [.. own.Select(f => new GeneratedFile(f.Path, f.Value, "Theirs.")
            {
                Source = File.ReadAllText(Path.Join(directory, f.Path)),
            })], []),
            PasswordIsSaid = own is not [],
            Directory = directory,
            Engine = search.Engine!,
            Timeout = TimeSpan.FromMinutes(2),
            Compose = [],
        };
        var steps = new Countdown(killAt);
        using var engine = new EngineConnection(request.Engine.Endpoint, _ => steps.Take());
        return await Applier.RunAsync(request, engine, new Disk(directory, steps.Take), static _ => { }, default);
    }

    private static bool IsOwn(string key) => key.StartsWith(Own, StringComparison.Ordinal);

    // The disk's own steps have their own tests; here those count by which a run becomes another state.
    private sealed class Countdown(int killAt)
    {
        private int _taken;

        public void Take(DiskStep step)
        {
            if (step.Kind is StepKind.Rename or StepKind.Delete && (IsState(step.Path) || (step.To is { } to && IsState(to))))
            {
                Take();
            }
        }

        public void Take()
        {
            if (Interlocked.Increment(ref _taken) == killAt)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }

        private static bool IsState(string path) =>
            path == StateFolder.ApplyJournal || path.StartsWith($"{StateFolder.Name}/journal-", StringComparison.Ordinal);
    }
}
