namespace MathesarSetup.Engine.Docker;

/// <summary>The parts of an image's name: where it comes from, what it is called, and which one is meant.</summary>
internal sealed record ImageName(string Registry, string Repository, string TagOrDigest)
{
    /// <summary>Where names without a registry come from.</summary>
    public const string DockerHub = "docker.io";

    /// <summary>Takes <c>registry:5000/path/name:tag</c> or <c>name@sha256:...</c> apart.</summary>
    public static ImageName Parse(string text)
    {
        var first = text.Split('/')[0];
        var registry = text.Contains('/', StringComparison.Ordinal) && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost") ? first : DockerHub;
        var digest = text.IndexOf('@', StringComparison.Ordinal);
        var colon = text.LastIndexOf(':', digest < 0 ? text.Length - 1 : digest - 1);
        var hasTag = colon > text.LastIndexOf('/');
        var repository = hasTag ? text[..colon] : digest < 0 ? text : text[..digest];
        return new ImageName(registry, repository, digest >= 0 ? text[(digest + 1)..] : hasTag ? text[(colon + 1)..] : "latest");
    }
}
