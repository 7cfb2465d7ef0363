using System.Text.RegularExpressions;

namespace MathesarSetup.Catalogue;

/// <summary>Names of container images.</summary>
public static partial class Images
{
    /// <summary>A name with a tag that is not <c>latest</c>, or with a digest.</summary>
    public static readonly Codec<string> Codec = Codecs.Text("docker.io/library/postgres:17-bookworm", text => text switch
    {
        _ when !Reference().IsMatch(text) => "An image looks like docker.io/library/postgres:17-bookworm: a name in lower case, then a colon and a tag.",
        _ when text.EndsWith(":latest", StringComparison.Ordinal) => "The tag latest hides which release runs. Give the release, such as :0.12.0, or a digest.",
        _ => null,
    });

    // Registry host and port, path, then a tag or a digest or both: the grammar of the distribution project's references.
    [GeneratedRegex(@"^(?:[a-zA-Z0-9.-]+(?::[0-9]{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Reference();
}
