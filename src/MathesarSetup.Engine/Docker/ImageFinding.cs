using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Docker;

/// <summary>The kinds of finding about images and their registries.</summary>
public static class ImageFinding
{
    public static readonly FindingKind DiskFull = FindingKind.Error("image.disk-full",
        "The engine's disk is full, so an image could not be fetched. Free some space and try again.");

    public static readonly FindingKind LoginNeeded = FindingKind.Error("image.login-needed",
        "A registry does not give an image to this user. Log in by `docker login`, or check the image's name.");

    public static readonly FindingKind NoArchitecture = FindingKind.Error("image.no-architecture",
        "The registry does not have the image for this processor. Choose another image.");

    public static readonly FindingKind NotFetched = FindingKind.Error("image.not-fetched",
        "An image could not be fetched. Check that this machine reaches the registry, or bring the image by `docker load`.");

    public static readonly FindingKind NotFound = FindingKind.Error("image.not-found",
        "The registry has no such image. Check its name and tag.");

    public static readonly FindingKind OtherArchitecture = FindingKind.Error("image.other-architecture",
        "An image on this machine was built for another processor. Remove it, or choose another.");

    public static readonly FindingKind RateLimit = FindingKind.Error("image.rate-limit",
        "The registry has given this machine as many images as it allows for now. Log in by `docker login`, or try later.");
}
