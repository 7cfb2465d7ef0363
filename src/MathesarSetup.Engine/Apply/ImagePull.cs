using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Docker.DotNet;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Apply;

/// <summary>Fetches images, with progress by layer and further tries after what may pass.</summary>
/// <param name="logins">The folder in which the docker client keeps its logins.</param>
internal sealed class ImagePull(EngineConnection engine, EngineInfo info, string logins, Narrator narrator)
{
    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(250);

    /// <exception cref="StepFailure">The image cannot be had, or is for another processor.</exception>
    public async Task PullAsync(string image, CancellationToken cancellation)
    {
        var step = $"{StepNames.Pull} {image}";
        narrator.Started(step, $"Fetching {image}.");
        var name = ImageReference.Of(image);
        var login = await RegistryLogins.FindAsync(logins, name.Registry, cancellation);
        for (var attempt = 0; await TryAsync(step, image, name, login, cancellation) is { } words; attempt++)
        {
            if (attempt == s_pauses.Length || !ImageFindings.IsPassing(words))
            {
                throw new StepFailure(ImageFindings.From(name, image, words, info.Architecture));
            }

            narrator.Progress(step,
                string.Create(CultureInfo.InvariantCulture, $"{words.TrimEnd('.')}. Trying again in {s_pauses[attempt].TotalSeconds} s."));
            await Task.Delay(s_pauses[attempt], cancellation);
        }

        if (await engine.FindImageAsync(image, cancellation) is { Architecture.Length: > 0 } found
            && found.Architecture != info.Architecture)
        {
            throw new StepFailure(ImageFindings.OtherArchitecture(image, found.Architecture, info.Architecture));
        }

        narrator.Done(step, $"{image} is here.");
    }

    // Null when it worked; else what the engine said.
    private async Task<string?> TryAsync(string step, string image, ImageReference name, RegistryLogin? login, CancellationToken cancellation)
    {
        var layers = new ConcurrentDictionary<string, (long Done, long Total)>();
        string? error = null;
        var sinceLast = Stopwatch.StartNew();
        try
        {
            await engine.PullImageAsync(name, login, message =>
            {
                error = message.Error ?? error;
                Tell(step, image, message, layers, sinceLast);
            }, cancellation);
            return error;
        }
        catch (DockerApiException problem)
        {
            return EngineFindings.Words(problem);
        }
    }

    // What is unpacked was counted while it was fetched.
    private void Tell(string step, string image, PullMessage message, ConcurrentDictionary<string, (long Done, long Total)> layers,
        Stopwatch sinceLast)
    {
        if (message.Layer.Length == 0)
        {
            return;
        }

        if (message is { Status: "Downloading", Done: { } done, Total: > 0 and { } total })
        {
            layers[message.Layer] = (done, total);
        }
        else if (layers.TryGetValue(message.Layer, out var whole))
        {
            layers[message.Layer] = (whole.Total, whole.Total);
        }

        if (message.Status is "Pull complete" or "Already exists" || sinceLast.Elapsed > s_between)
        {
            sinceLast.Restart();
            var (all, there) = (layers.Values.Sum(static l => l.Total), layers.Values.Sum(static l => l.Done));
            narrator.Progress(step, all == 0 ? $"Fetching {image}." : string.Create(CultureInfo.InvariantCulture,
                $"{(there < all ? "Fetching" : "Unpacking")} {image}: {there / 1e6:0} of {all / 1e6:0} MB."), all == 0 ? null : (double)there / all);
        }
    }
}
