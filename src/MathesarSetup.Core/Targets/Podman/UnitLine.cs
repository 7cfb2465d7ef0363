using System.Collections.Immutable;
using MathesarSetup.Documents.Units;

namespace MathesarSetup.Targets.Podman;

/// <summary>One key of a Quadlet file, in the words of the newest Podman.</summary>
internal sealed record UnitLine(string Section, string Key, ImmutableArray<SystemdWord> Words)
{
    public string? Comment { get; init; }

    /// <summary>How the value is written.</summary>
    public UnitForm Form { get; init; }

    /// <summary>
    /// The option of <c>podman run</c> that says the same, with its value, for a Podman that does not know the key; null where there is none.
    /// </summary>
    public SystemdWord? Option { get; init; }

    public static UnitLine Plain(string section, string key, SystemdWord value, string? comment = null) =>
        new(section, key, [value]) { Comment = comment };

    public static UnitLine Quoted(string section, string key, ImmutableArray<SystemdWord> words, string? comment = null) =>
        new(section, key, words) { Comment = comment, Form = UnitForm.Words };

    /// <summary>A key that an option can stand in for; one that no plain line holds takes the option's place right away.</summary>
    public static UnitLine Optional(string key, string option, string value, string? comment = null)
    {
        var line = Plain("Container", key, value, comment) with { Option = $"{option}={value}" };
        return SystemdUnit.CanCarryPlain(value) ? line : line.ByOption(line.Option.Value);
    }

    /// <summary>The same by an option of <c>podman run</c>, which every Podman knows.</summary>
    public UnitLine ByOption(SystemdWord option) => Quoted("Container", "PodmanArgs", [option], Comment);
}

/// <summary>The three ways in which a unit holds values.</summary>
internal enum UnitForm
{
    /// <summary>As it stands to the end of the line.</summary>
    Plain,

    /// <summary>Quoted words.</summary>
    Words,

    /// <summary>Quoted words that systemd runs.</summary>
    Command,
}
