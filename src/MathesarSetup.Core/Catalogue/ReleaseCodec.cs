using MathesarSetup.Mathesar;

namespace MathesarSetup.Catalogue;

/// <summary>How a release of Mathesar is written and read: by its tag.</summary>
internal static class ReleaseCodec
{
    public static readonly Codec<Release> Codec = Codecs.Of<Release>(
        new Editor.Choice([.. Releases.All.Reverse()
            .Select(r => new Option(r.ToString(), r.ToString(), r == Releases.Newest ? "The newest release." : ""))]),
        static release => release.ToString(), Read);

    private static (Release, string?) Read(string text) => text.Trim().TrimStart('v') switch
    {
        var tag when Releases.Find(tag) is { } release => (release, null),
        Release.Unknown =>
            (Releases.Newest, "Nothing tells yet which release of Mathesar runs on this data, and an older one cannot read what a newer one wrote. "
                + "Ask the running one with `bash bin/mathesar version`, in its container if it has one, and say it here."),
        "0.10.0" => (Releases.Newest, "0.10.0 reports itself as 0.9.0 and downloads the wrong files. Take 0.10.1."),
        var tag when tag.StartsWith("0.1.", StringComparison.Ordinal) =>
            (Releases.Newest, $"{tag} is too old: from 0.1.x to 0.2.0 Mathesar had to be installed anew. Take {Releases.Newest}."),
        "latest" => (Releases.Newest, $"The tag latest hides which release runs. Name one; the newest known here is {Releases.Newest}."),
        var tag => (Releases.Newest, $"{tag} is not a release that this program knows. The newest it knows is {Releases.Newest}."),
    };
}
