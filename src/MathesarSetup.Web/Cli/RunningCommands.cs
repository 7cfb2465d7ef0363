using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Running;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup stop</c> and <c>start</c>: each the way back of the other; nothing is removed or made anew.</summary>
internal static class RunningCommands
{
    public static Command Stop() => Create("stop", "Stop Mathesar; nothing is removed.", "Stopped", RunningInstallation.StopAsync);

    public static Command Start() => Create("start", "Start what is stopped, and wait until it is healthy.", "Runs", RunningInstallation.StartAsync);

    private static Command Create(string name, string summary, string done,
        Func<InstalledPlace, Action<string>, CancellationToken, Task<ImmutableArray<Finding>>> act)
    {
        InstalledCommand? command = null;
        command = new InstalledCommand(name, summary, async (place, parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var findings = await act(place, doing => errors.WriteLine(doing), cancellation);
            var code = command!.Say(parsed, findings);
            if (code == Exit.Done && !command.IsJson(parsed))
            {
                output.WriteLine($"{done}: {place.Directory}");
            }

            return cancellation.IsCancellationRequested ? Exit.Cancelled : code;
        });
        return command.Command;
    }
}
