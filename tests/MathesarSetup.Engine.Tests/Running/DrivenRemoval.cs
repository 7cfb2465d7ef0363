using System.Globalization;
using System.Runtime.CompilerServices;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Runtimes.Hosts;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Tests.Podman;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>This program run once more on the machine, not as tests but as what removes an installation there, until SIGKILL.</summary>
internal static class DrivenRemoval
{
    public const string Order = "MATHESAR_SETUP_TEST_REMOVAL";

    /// <summary>The order to remove what lies in a directory, or to go on with that.</summary>
    /// <param name="killAt">SIGKILL ends it before it does what it tells as this, from 1; 0 for never.</param>
    public static string Say(Draft draft, RemovalDepth depth, int killAt, string directory) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)depth} {DrivenUnits.Say(draft, killAt, directory)}");

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 4) is [var depth, var step, var texts, var directory])
        {
            var end = new SuddenEnd(int.Parse(step, CultureInfo.InvariantCulture));
            Console.WriteLine(OneThread.Run(() => RunAsync(Setup.Of(DrivenUnits.Read(texts)),
                (RemovalDepth)int.Parse(depth, CultureInfo.InvariantCulture), directory, end)));
            Environment.Exit(0);
        }
    }

    // What stays, in the order in which it was seen, and the codes of what was said.
    private static async Task<string> RunAsync(Setup setup, RemovalDepth depth, string directory, SuddenEnd end)
    {
        var runtime = new IRuntime[] { new UnitRuntime(), new HostRuntime() }.First(r => r.Takes(setup));
        IThingRemoval At(Uri place) => runtime.RemovalAt(place, directory)!;
        void Tell(string line)
        {
            Console.Error.WriteLine(line);
            end.Take();
        }

        if (RemovalRun.UnfinishedIn(directory) is not null)
        {
            return string.Join(' ', (await RemovalRun.ContinueAsync(directory, At, Tell, default)).Select(static f => f.Code).Prepend("Continued"));
        }

        try
        {
            var place = (await runtime.FindAsync(setup, default)).Place!.RemovalOf(setup, directory);
            var look = await place.LookAsync(depth, default);
            foreach (var thing in look.Things)
            {
                Console.Error.WriteLine($"{thing.Fate} {thing.Kind} {thing.Name}: {thing.Why}");
            }

            var findings = await RemovalRun.RunAsync(directory, setup.Plan.Name, depth, place, look,
                setup.Files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal), At, Tell, default);
            return string.Join(' ', [.. look.Things.Where(static t => t.Fate is not Fate.Goes).Select(static t => $"{t.Kind}:{t.Name}"),
                .. findings.Select(static f => f.Code)]);
        }
        catch (StepFailure problem)
        {
            return string.Join(' ', problem.Findings.Select(static f => f.Code).Prepend("Refused"));
        }
    }
}
