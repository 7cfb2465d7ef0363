using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Gives secrets to Podman, each by standard input. A container got its own when it was made, and keeps it.</summary>
internal sealed class SecretsStep : IUnitStep
{
    public async Task DoAsync(UnitContext run, CancellationToken cancellation)
    {
        if (!run.Plan.Secrets.Any())
        {
            return;
        }

        run.Narrator.Started(StepNames.Secrets, "Giving the secrets to Podman.");
        foreach (var (name, value) in run.Plan.Secrets)
        {
            await SetAsync(run.Host, name, value, cancellation);
        }

        run.Narrator.Done(StepNames.Secrets, "Podman has the secrets.");
    }

    public async Task UndoAsync(UnitUndo run)
    {
        // One that Podman does not show, and that no file told, stays as it is.
        foreach (var secret in run.Journal.Secrets.Where(static s => !s.Existed || s.Value is not null))
        {
            await run.TryAsync(secret.Name, () => SetAsync(run.Host, secret.Name, secret.Value, CancellationToken.None));
        }
    }

    private static async Task SetAsync(UnitHost host, string name, string? value, CancellationToken cancellation)
    {
        if (await host.HasAsync(HostCommand.PodmanSecret.About(name), cancellation))
        {
            await host.DoAsync(HostCommand.PodmanSecretRemoval.About(name), cancellation);
        }

        if (value is not null)
        {
            await host.DoAsync(HostCommand.PodmanSecretCreation.About(name, "-"), cancellation, value);
        }
    }
}
