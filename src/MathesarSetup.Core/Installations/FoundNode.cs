using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>A node of a Compose file as Compose sees it: aliases and merge keys followed, references replaced.</summary>
internal abstract record FoundNode(Place At)
{
    /// <param name="Names">The variables that it refers to.</param>
    public sealed record Text(Place At, string Value, ImmutableArray<string> Names, bool IsNull) : FoundNode(At)
    {
        /// <summary>As it stands in the file, references not replaced.</summary>
        public string Raw { get; init; } = Value;

        /// <summary>With the references replaced that the files set; those that only a shell or a panel sets are left standing.</summary>
        public string Open { get; init; } = Value;

        /// <summary>The variables that only a shell or a panel sets.</summary>
        public ImmutableArray<string> Unset { get; init; } = [];

        /// <summary>Whether it stands without quotes.</summary>
        public bool IsPlain { get; init; }
    }

    public sealed record Map(Place At, ImmutableArray<FoundEntry> Entries) : FoundNode(At)
    {
        public FoundEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key == key);
    }

    public sealed record List(Place At, ImmutableArray<FoundNode> Items) : FoundNode(At);
}

/// <param name="At">Where the key stands.</param>
/// <param name="Tag">The tag of the value, such as <c>!reset</c>; null for none.</param>
internal sealed record FoundEntry(string Key, Place At, FoundNode Value, string? Tag);
