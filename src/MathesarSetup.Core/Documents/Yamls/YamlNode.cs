using System.Collections.Immutable;
using YamlDotNet.Core;

namespace MathesarSetup.Documents.Yamls;

/// <summary>A node of a YAML text as it stands there, aliases and merge keys not yet followed.</summary>
/// <param name="Start">Where it starts: line and column from 1.</param>
/// <param name="End">Where a scalar, or what stands in brackets, ends.</param>
internal abstract record YamlNode(Mark Start, Mark End)
{
    /// <summary>The name behind <c>&amp;</c>; null when it has none.</summary>
    public string? Anchor { get; init; }

    /// <summary>The tag; null when it is implied.</summary>
    public string? Tag { get; init; }

    public int Line => (int)Start.Line;

    public sealed record Scalar(Mark Start, Mark End, string Value, ScalarStyle Style) : YamlNode(Start, End)
    {
        /// <summary>Whether it says nothing: empty, <c>~</c> or <c>null</c> without quotes.</summary>
        public bool IsNull => Tag is null && Style is ScalarStyle.Plain && Value is "" or "~" or "null" or "Null" or "NULL";
    }

    public sealed record Map(Mark Start, Mark End, ImmutableArray<(Scalar Key, YamlNode Value)> Entries, bool IsFlow) : YamlNode(Start, End);

    public sealed record List(Mark Start, Mark End, ImmutableArray<YamlNode> Items, bool IsFlow) : YamlNode(Start, End);

    public sealed record Alias(Mark Start, Mark End, string Name) : YamlNode(Start, End);
}
