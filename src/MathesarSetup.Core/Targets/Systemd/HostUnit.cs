using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Systemd;

/// <summary>A service of systemd with its drop-ins.</summary>
/// <param name="Path">Where the file itself lies.</param>
internal sealed record HostUnit(string Path, ImmutableArray<UnitEntry> Entries)
{
    private const string Ending = ".service";

    private const string Section = "Service";

    public string Name => Path.Split('/')[^1];

    public string Stem => Name[..^Ending.Length];

    /// <summary>What it starts; null for nothing.</summary>
    public HostCommand? Command => Last("ExecStart") is { } entry ? HostCommand.Of(entry, Name) : null;

    public static bool Is(FoundFile file) => file.Path.EndsWith(Ending, StringComparison.Ordinal) && !UnitDropIns.Is(file);

    public static ImmutableArray<HostUnit> Of(ImmutableArray<FoundFile> files) =>
    [
        .. files.Where(Is).Select(f => new HostUnit(f.Path,
            [.. UnitText.Read(f).Concat(UnitDropIns.Of(f, files).SelectMany(static d => UnitText.Read(d)))])),
    ];

    /// <summary>The one that serves Mathesar; null for none.</summary>
    public static HostUnit? Web(ImmutableArray<HostUnit> units) => units.Select(static u => (Unit: u, u.Command?.Rank))
        .Where(static u => u.Rank > 0).OrderByDescending(static u => u.Rank).Select(static u => u.Unit).FirstOrDefault();

    public UnitEntry? Last(string key, string section = Section) => UnitText.Last(Entries, section, key);

    public ImmutableArray<UnitEntry> All(string key) => UnitText.All(Entries, Section, key);

    public string Plain(UnitEntry entry) => UnitSpecifiers.Resolve(entry.Value, Name, isCommand: false);

    /// <summary>A value with its place, for what is read from it; systemd alone may know what it says.</summary>
    public FoundText Said(UnitEntry entry) => Said("", entry.Value, entry.At);

    private FoundText Said(string text, string written, Place at) => new(text, at)
    {
        HasPlainDollars = true,
        FilledInBy = !UnitSpecifiers.IsOpen(written, Name) ? null
            : Stem.EndsWith('@') ? UnitSpecifiers.Template
            : "systemd fills in a part of it",
    };

    /// <summary>The variables that the unit itself sets.</summary>
    public IEnumerable<KeyValuePair<string, FoundText>> Variables() => All("Environment")
        .SelectMany(e => UnitText.Words(e.Value).Select((word, i) =>
            (Written: word, Word: UnitSpecifiers.Resolve(word, Name, isCommand: false), At: e.At with { Column = i + 1 })))
        .Where(static w => w.Word.Contains('=', StringComparison.Ordinal))
        .Select(w => KeyValuePair.Create(w.Word.Split('=')[0],
            Said(w.Word[(w.Word.IndexOf('=', StringComparison.Ordinal) + 1)..], w.Written, w.At)));

    /// <summary>All that it says, part by part.</summary>
    public IEnumerable<FoundPart> Parts()
    {
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var part in Entries.Where(IsInForce).SelectMany(Parts))
        {
            var times = counted[part.Path] = counted.GetValueOrDefault(part.Path) + 1;
            yield return times == 1 ? part : part with { Path = $"{part.Path}[{times - 1}]" };
        }
    }

    private IEnumerable<FoundPart> Parts(UnitEntry entry)
    {
        FoundPart Part(string path, string value) => new(Stem, path, value, entry.At, entry.Text);
        return (entry.Section, entry.Key) switch
        {
            (Section, "ExecStart") when HostCommand.Of(entry, Name) is var command => command.Words.Select(w =>
                new FoundPart(Stem, $"command.{w.Name}", w.Value, w.At, $"ExecStart: {w.Text}"))
                .Prepend(new FoundPart(Stem, "command", command.Program, HostCommand.ProgramAt(entry.At), $"ExecStart: {command.Program}")),
            (Section, "Environment") => UnitText.Words(entry.Value).Select((word, i) => new FoundPart(Stem, $"environment.{word.Split('=')[0]}",
                UnitSpecifiers.Resolve(word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..], Name, isCommand: false),
                entry.At with { Column = i + 1 }, $"Environment={word}")),
            (Section, "MemoryMax") => [Part("limits.memory", entry.Value.ToLowerInvariant())],
            (Section, "CPUQuota") => [Part("limits.cpus", UnitText.Cores(entry.Value))],
            (Section, "User") => [Part("user", Plain(entry))],
            _ => [Part($"{entry.Section}.{entry.Key}", Plain(entry))],
        };
    }

    private bool IsInForce(UnitEntry entry) => entry.Value.Length > 0
        && UnitText.All(Entries, entry.Section, entry.Key).Contains(entry)
        && (entry.Key is not ("ExecStart" or "User" or "Group" or "WorkingDirectory" or "MemoryMax" or "CPUQuota")
            || UnitText.Last(Entries, entry.Section, entry.Key) == entry);
}
