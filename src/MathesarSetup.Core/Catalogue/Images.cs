using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>Names of container images.</summary>
public static class Images
{
    /// <summary>A name with a tag that is not <c>latest</c>, or with a digest.</summary>
    public static readonly Codec<string> Codec = Codecs.Text("docker.io/library/postgres:17-bookworm", text => text switch
    {
        _ when !ImageReference.IsWellFormed(text) || ImageReference.Of(text) is { Tag: null, Digest: null } =>
            "An image looks like docker.io/library/postgres:17-bookworm: a name in lower case, then a colon and a tag.",
        _ when ImageReference.Of(text).Floats => "The tag latest hides which release runs. Give the release, such as :0.12.0, or a digest.",
        _ => null,
    });
}
