using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Requests every name that the user gave, and sees that nobody else can become administrator.</summary>
internal sealed class ProbeStep : IUnitStep
{
    public async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        run.Narrator.Started(StepNames.Addresses, "Requesting every address that was named.");
        var web = run.Plan.Web.Container;
        run.Warnings.AddRange(await new AddressProbe(run.Request.Setup, isSeen: true, async (path, host, token) =>
            (await UnitShell.Brief(run.Host, web).RunAsync(new ShellCommand(AddressProbe.Command(run.Request.Setup, path, host)), token)).Output)
            .RunAsync(cancellation));
        run.Narrator.Done(StepNames.Addresses, "Every name is answered, and the page that makes an administrator is closed.");
    }

    public Task UndoAsync(UnitUndo run) => Task.CompletedTask;
}
