using System.Collections.Immutable;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>What Podman keeps besides containers, by what each is known again: another one of the same name is not it.</summary>
internal sealed class PodmanStore(UnitHost host)
{
    /// <summary>The service that Podman makes of a unit.</summary>
    public static string ServiceOf(string file) => Path.GetFileNameWithoutExtension(file) + Path.GetExtension(file) switch
    {
        ".network" => "-network",
        ".volume" => "-volume",
        _ => "",
    } + ".service";

    /// <summary>Null where there is no such secret.</summary>
    public Task<string?> SecretAsync(string name, CancellationToken cancellation) =>
        AskAsync(HostCommand.PodmanSecret.About("--format", "{{.ID}}", name), cancellation);

    /// <summary>Null where there is no such network.</summary>
    public Task<string?> NetworkAsync(string name, CancellationToken cancellation) =>
        AskAsync(HostCommand.PodmanNetworkLook.About("--format", "{{.ID}}", name), cancellation);

    /// <summary>When a volume was made; null where there is none.</summary>
    public Task<string?> VolumeAsync(string name, CancellationToken cancellation) =>
        AskAsync(HostCommand.PodmanVolumeLook.About("--format", "{{.CreatedAt}}", name), cancellation);

    /// <summary>The containers that use a volume or a network, running or not.</summary>
    /// <param name="filter">Such as <c>volume</c>.</param>
    public async Task<ImmutableArray<string>> UsersAsync(string filter, string name, CancellationToken cancellation) =>
        [.. (await AskAsync(HostCommand.PodmanUsers.About("--filter", $"{filter}={name}"), cancellation) ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private async Task<string?> AskAsync(HostCommand question, CancellationToken cancellation) =>
        await host.AskAsync(question, cancellation) is { ExitCode: 0 } said ? said.Output.Trim() : null;
}
