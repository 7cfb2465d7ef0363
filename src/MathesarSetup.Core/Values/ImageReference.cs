using System.Globalization;
using System.Text.RegularExpressions;

namespace MathesarSetup.Values;

/// <summary>
/// A container image's name, taken apart by the grammar of the distribution project's references: <c>registry:5000/path/name:tag@sha256:digest</c>.
/// </summary>
public sealed partial record ImageReference
{
    /// <summary>Where names without a registry come from.</summary>
    public const string DockerHub = "docker.io";

    private ImageReference(string text)
    {
        Text = text;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var named = at < 0 ? text : text[..at];
        var colon = named.LastIndexOf(':');
        var hasTag = colon > named.LastIndexOf('/');
        Digest = at < 0 ? null : text[(at + 1)..];
        Tag = hasTag ? named[(colon + 1)..] : null;
        Name = hasTag ? named[..colon] : named;
        var slash = Name.IndexOf('/', StringComparison.Ordinal);
        var hasRegistry = slash > 0 && Name[..slash] is var first
            && (first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost");
        Registry = hasRegistry ? Name[..slash] is "index.docker.io" ? DockerHub : Name[..slash] : DockerHub;
        var path = hasRegistry ? Name[(slash + 1)..] : Name;
        Repository = Registry == DockerHub && !path.Contains('/', StringComparison.Ordinal) ? $"library/{path}" : path;
    }

    /// <summary>As it was said.</summary>
    public string Text { get; }

    /// <summary>As it was said, without tag and digest.</summary>
    public string Name { get; }

    /// <summary>Host and port of the registry; <c>docker.io</c> where none was said.</summary>
    public string Registry { get; }

    /// <summary>The path in the registry; Docker Hub's own images lie below <c>library/</c>.</summary>
    public string Repository { get; }

    /// <summary>With its registry, its repository and its tag, which may have been left out.</summary>
    public string Whole =>
        $"{Registry}/{Repository}{(this is { Tag: null, Digest: not null } ? "" : $":{Tag ?? "latest"}")}{(Digest is null ? "" : $"@{Digest}")}";

    /// <summary>The last part of the path, such as <c>mathesar</c>.</summary>
    public string ShortName => Repository[(Repository.LastIndexOf('/') + 1)..];

    public string? Tag { get; }

    /// <summary>With its algorithm, such as <c>sha256:...</c>.</summary>
    public string? Digest { get; }

    /// <summary>What an engine asks a registry for.</summary>
    public string TagOrDigest => Digest ?? Tag ?? "latest";

    /// <summary>Whether which image is meant may change by itself.</summary>
    public bool Floats => Digest is null && Tag is null or "latest";

    /// <summary>The number that the tag starts with, as PostgreSQL's images have it: 17 for <c>17-bookworm</c>; null for any other tag.</summary>
    public int? LeadingNumber => Tag is not null && Number().Match(Tag) is { Success: true } match
        && int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The same image under another tag.</summary>
    public ImageReference WithTag(string tag) => new($"{Name}:{tag}");

    /// <summary>Whether two texts name the same repository of the same registry.</summary>
    public bool IsSameRepository(ImageReference other) => Registry == other.Registry && Repository == other.Repository;

    /// <summary>Takes apart whatever was said, well formed or not.</summary>
    public static ImageReference Of(string text) => new(text.Trim());

    /// <summary>Whether the text follows the grammar.</summary>
    public static bool IsWellFormed(string text) => Grammar().IsMatch(text);

    public bool Equals(ImageReference? other) => other?.Text == Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    // Registry host and port, path, then a tag or a digest or both.
    [GeneratedRegex(
        @"^(?:[a-zA-Z0-9.-]+(?::[0-9]{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$")]
    private static partial Regex Grammar();

    [GeneratedRegex("^[0-9]+(?![0-9])")]
    private static partial Regex Number();
}
