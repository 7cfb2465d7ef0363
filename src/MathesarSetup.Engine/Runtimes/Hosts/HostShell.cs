using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>A shell on the machine itself, by the account and with the variables of a service.</summary>
/// <param name="account">The system user as whom programs run; null for this process' own.</param>
internal sealed class HostShell(ProgramHost host, string? account, string folder, IReadOnlyDictionary<string, string> variables) : IServiceShell
{
    public async Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation) =>
        await host.InServiceAsync(account, command, folder, variables, cancellation) ?? throw new StepFailure(ApplyFinding.EngineRefused.Say(
            $"{command.Words[0]} could not be run on this machine by {HostCommand.InService.Program}, which comes with util-linux."));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
