using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>Requests every name that the user gave, and sees that nobody else can become administrator.</summary>
internal sealed class AddressesStep : IApplyStep
{
    public async Task DoAsync(ApplyContext run, CancellationToken cancellation)
    {
        run.Narrator.Started(StepNames.Addresses, "Requesting every address that was named.");
        run.Warnings.AddRange(await new AddressProbe(run.Request.Setup, run.Request.Engine.IsLocal && !run.Request.Paths.InContainer,
            async (path, host, token) => (await run.Engine.RunAsync(
                run.Plan.Wanted.Web.Name, new ShellCommand(AddressProbe.Command(run.Request.Setup, path, host)), token)).Output)
            .RunAsync(cancellation));
        run.Narrator.Done(StepNames.Addresses, "Every name is answered, and the page that makes an administrator is closed.");
    }
}
