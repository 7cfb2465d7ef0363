using System.Collections.Concurrent;
using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>Runs steps of <c>install.sh</c>, tells what they say, and knows what their complaints mean.</summary>
/// <param name="directory">The install directory.</param>
internal sealed class HostScript(ProgramHost host, string directory, Narrator narrator)
{
    // What the step "check" says before each thing that has to be settled first.
    private const string Problem = "  ! ";

    private const int MostLines = 30;

    /// <summary>Runs a step to its end.</summary>
    /// <param name="log">The log of the service that it starts; null for none.</param>
    /// <exception cref="StepFailure">It failed, with the reason.</exception>
    public async Task RunAsync(string step, string? downloads, ServiceLog? log, CancellationToken cancellation)
    {
        var said = new ConcurrentQueue<string>();
        var result = await host.StepAsync(directory, step, downloads, line => Tell(line, said), cancellation);
        if (result.ExitCode == 0)
        {
            return;
        }

        var lines = said.Where(static line => line.Trim().Length > 0).ToArray();
        var problems = lines.Where(static line => line.StartsWith(Problem, StringComparison.Ordinal))
            .Select(static line => HostFinding.NotReady.Say(line[Problem.Length..])).ToImmutableArray();
        var failed = UnitFinding.Failed.Say($"The step {step} of install.sh failed: {SystemdHost.LastWords(result)}.");
        var causes = KnownLines.Causes([.. lines.Select(KnownLines.Meaning).OfType<Finding>()]).ToImmutableArray();
        throw problems is not [] ? new StepFailure(problems, [])
            : causes is [] && log is not null ? await log.FailedAsync(failed)
            : new StepFailure([.. causes, failed], [.. lines.TakeLast(MostLines).Select(narrator.Redact)]);
    }

    private void Tell(string line, ConcurrentQueue<string> said)
    {
        said.Enqueue(line);
        if (line.Trim().Length > 0)
        {
            narrator.Log("log install.sh", line, KnownLines.Meaning(line));
        }
    }
}
