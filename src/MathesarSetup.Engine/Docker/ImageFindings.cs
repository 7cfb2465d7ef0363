using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Docker;

/// <summary>The findings about images and registries: codes <c>image.*</c>.</summary>
internal static class ImageFindings
{
    public static Finding OtherArchitecture(string image, string has, string wanted) =>
        ImageFinding.OtherArchitecture.Say($"{image} on this machine was built for {has}, and this machine is {wanted}. "
            + $"Remove it by `docker rmi {image}`, or choose an image for {wanted}.");

    /// <summary>What a registry's or the engine's words about a failed pull mean.</summary>
    public static Finding From(ImageReference name, string image, string words, string architecture) => words switch
    {
        _ when Says(words, "no matching manifest", "no child with platform", "does not match the specified platform") =>
            ImageFinding.NoArchitecture.Say($"{name.Registry} has {image}, but not for {architecture} machines. Choose another image."),
        _ when Says(words, "no space left") =>
            ImageFinding.DiskFull.Say(
                $"The disk of the engine is full, so {image} could not be fetched. Free some space, such as by `docker image prune`, and try again."),
        _ when Says(words, "unauthorized", "authentication required", "no basic auth credentials", "denied", "incorrect username or password") =>
            ImageFinding.LoginNeeded.Say($"{name.Registry} does not give {image} to this user: {Sentence(words)}. "
                + $"Log in by `docker login {name.Registry}`, or check the image's name; a name that does not exist gets the same answer."),
        _ when Says(words, "manifest unknown", "not found", "name unknown", "repository name") =>
            ImageFinding.NotFound.Say($"{name.Registry} has no image {image}. Check its name and tag."),
        _ when Says(words, "toomanyrequests", "rate limit") =>
            ImageFinding.RateLimit.Say(
                $"{name.Registry} has given this machine as many images as it allows for now. Log in by `docker login`, or try again in some hours."),
        _ =>
            ImageFinding.NotFetched.Say($"{image} could not be fetched: {Sentence(words)}. Check that this machine reaches {name.Registry}, or "
                + "bring the image by `docker load`."),
    };

    /// <summary>Whether another try may succeed.</summary>
    public static bool IsPassing(string words) =>
        Says(words, "timeout", "timed out", "connection re", "EOF", "no such host", "temporary failure", "502", "503", "504", "500 ", "TLS handshake",
            "i/o", "unexpected status")
            && !Says(words, "no space left");

    private static bool Says(string words, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Sentence(string words) => words.Trim().TrimEnd('.');
}
