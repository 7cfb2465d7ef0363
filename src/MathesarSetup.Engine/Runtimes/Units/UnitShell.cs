using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>A shell in a container of Podman's. No value stands in an argument.</summary>
/// <param name="patience">How long a program may take.</param>
/// <param name="isOurs">Whether the container was made for the shell alone, and goes with it.</param>
internal sealed class UnitShell(UnitHost host, string container, TimeSpan patience, bool isOurs = false) : IServiceShell
{
    // Podman's own, where nothing was run.
    private static readonly ImmutableArray<int> s_notRun = [125, 255];

    /// <summary>One for programs that answer at once.</summary>
    public static UnitShell Brief(UnitHost host, string container) => new(host, container, TimeSpan.FromSeconds(20));

    public async Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation)
    {
        var program = HostCommand.PodmanExec.About([.. command.Input is null ? ImmutableArray<string>.Empty : ["--interactive"],
            .. command.Variables.SelectMany(static entry => new[] { "--env", entry.Split('=', 2)[0] }), container, .. command.Words]);
        var end = await host.StreamAsync(program, command, patience, cancellation)
            ?? throw Refused($"podman exec in {container} did not come to its end");
        return s_notRun.Contains(end.ExitCode) && end.Errors.StartsWith("Error: ", StringComparison.Ordinal) ? throw Refused(end.LastWords) : end;
    }

    public async ValueTask DisposeAsync()
    {
        if (isOurs)
        {
            await host.TryAsync(HostCommand.PodmanRemoval.About(container), CancellationToken.None);
        }
    }

    private static StepFailure Refused(string words) => new(ApplyFinding.EngineRefused.Say($"podman refused a step: {words}."));
}
