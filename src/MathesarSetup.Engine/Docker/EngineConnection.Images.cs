using Docker.DotNet.Models;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    /// <summary>The image, if the engine has it.</summary>
    public async Task<ImageFacts?> FindImageAsync(string reference, CancellationToken cancellation) =>
        await OrNullAsync(() => _client.Images.InspectImageAsync(reference, cancellation)) is { } found
            ? new ImageFacts(found.ID, ImageArchitecture.Normal(found.Architecture ?? ""), [.. found.Config?.Env ?? []])
            {
                EntryPoint = [.. found.Config?.Entrypoint ?? []],
                Command = [.. found.Config?.Cmd ?? []],
            }
            : null;

    /// <summary>Fetches an image; each message of the engine is handed on as it comes.</summary>
    public Task PullImageAsync(
        ImageReference name, RegistryLogin? login, Action<PullMessage> tell, CancellationToken cancellation) => _client.Images.CreateImageAsync(
        new() { FromImage = name.Name, Tag = name.TagOrDigest },
        login is null
            ? new AuthConfig()
            : new AuthConfig { Username = login.User, Password = login.Password.Reveal(), ServerAddress = name.Registry },
        new Teller(tell),
        cancellation);

    /// <summary>The image as an archive that any engine can load.</summary>
    public Task<Stream> SaveImageAsync(string reference, CancellationToken cancellation) => _client.Images.SaveImageAsync(reference, cancellation);

    /// <summary>Loads an archive of images.</summary>
    /// <returns>What the engine said of its failure; null where it said nothing of one.</returns>
    public async Task<string?> LoadImageAsync(Stream archive, CancellationToken cancellation)
    {
        string? error = null;
        await Changing("load").Images.LoadImageAsync(
            new ImageLoadParameters { Quiet = true }, archive, new Teller(message => error = message.Error ?? error), cancellation);
        return error;
    }

    // Progress<T> of the framework would hand messages on in any order.
    private sealed class Teller(Action<PullMessage> tell) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) =>
            tell(new PullMessage(value.ID ?? "", value.Status ?? "", value.Progress?.Current, value.Progress?.Total, value.Error?.Message));
    }
}
