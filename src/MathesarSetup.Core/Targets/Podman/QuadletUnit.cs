using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;

namespace MathesarSetup.Targets.Podman;

/// <summary>One of Quadlet's files with its drop-ins, in the order in which Quadlet joins them.</summary>
/// <param name="Path">Where the file itself lies.</param>
internal sealed record QuadletUnit(string Path, ImmutableArray<UnitEntry> Entries)
{
    private static readonly string[] s_kinds = ["container", "pod", "kube", "volume", "network", "image", "build"];

    public string Name => Path.Split('/')[^1];

    /// <summary>The name without its ending.</summary>
    public string Stem => Name[..Name.LastIndexOf('.')];

    /// <summary>Its ending, such as <c>container</c>.</summary>
    public string Kind => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The section that is Quadlet's own.</summary>
    public string Section => $"{char.ToUpperInvariant(Kind[0])}{Kind[1..]}";

    public static bool Is(FoundFile file) => s_kinds.Any(kind => file.Path.EndsWith($".{kind}", StringComparison.Ordinal))
        && !UnitDropIns.Is(file);

    public static ImmutableArray<QuadletUnit> Of(ImmutableArray<FoundFile> files) =>
    [
        .. files.Where(Is).Select(f => new QuadletUnit(f.Path,
            [.. UnitText.Read(f, isQuadlet: true)
                .Concat(UnitDropIns.Of(f, files).SelectMany(static d => UnitText.Read(d, isQuadlet: true)))
                .SelectMany(PodmanArguments.Expand)])),
    ];

    /// <summary>All values of a key of its own section.</summary>
    public ImmutableArray<UnitEntry> All(string key) => UnitText.All(Entries, Section, key);

    /// <summary>The value of a key of its own section that counts.</summary>
    public UnitEntry? Last(string key) => UnitText.Last(Entries, Section, key);

    /// <summary>A value as it stands there, but for what systemd replaces.</summary>
    public string Plain(UnitEntry entry) =>
        entry.IsWord ? entry.Value : UnitSpecifiers.Resolve(entry.Value, $"{Stem}.service", isCommand: entry.Section == Section);

    /// <summary>What fills a value in that the unit does not tell; null where it is all here.</summary>
    public string? FilledInBy(string plain) => Stem.EndsWith('@') && UnitSpecifiers.IsOpen(plain, $"{Stem}.service")
        ? UnitSpecifiers.Template : null;

    /// <summary>The words of a value, each with its place.</summary>
    public IEnumerable<(string Word, Place At)> Words(UnitEntry entry) => entry.IsWord
        ? [(entry.Value, entry.At)]
        : UnitText.Words(entry.Value).Select((word, i) =>
            (UnitSpecifiers.Resolve(word, $"{Stem}.service", isCommand: true), entry.At with { Column = i + 1 }));

    /// <summary>The variables that stand in it openly, in their order.</summary>
    public IEnumerable<(string Name, string Value, Place At, UnitEntry Entry)> Assignments() =>
        from entry in All("Environment")
        from said in Words(entry)
        where said.Word.Contains('=', StringComparison.Ordinal)
        let parts = said.Word.Split('=', 2)
        select (parts[0], parts[1], said.At, entry);

    /// <summary>Whether systemd puts variables of its own into a value: of these, braces stand around the name.</summary>
    public static bool HasReference(UnitEntry entry) =>
        entry.Value.Replace("$$", "", StringComparison.Ordinal).Contains("${", StringComparison.Ordinal);
}
