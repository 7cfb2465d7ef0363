using System.Collections.Immutable;

namespace MathesarSetup.Findings;

/// <summary>How much a finding matters: an error forbids finishing, a warning wants a decision, a note only informs.</summary>
public enum Severity
{
    Error,
    Warning,
    Note,
}

/// <summary>Something a person should know: what happened, why, and what to do about it.</summary>
/// <param name="Severity">Whether it forbids, warns or informs.</param>
/// <param name="Code">A stable name of the form <c>group.words-with-dashes</c>, listed in docs/findings.md.</param>
/// <param name="Message">Plain sentences that hold no secret.</param>
/// <param name="Key">The key of the answer it belongs to, such as <c>database.port</c>; null when it belongs to none.</param>
public sealed record Finding(Severity Severity, string Code, string Message, string? Key = null)
{
    /// <summary>The change of answers that would settle it, when the program knows one.</summary>
    public Fix? Fix { get; init; }

    /// <summary>The file in which it was found, as the user named it.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, counted from 1.</summary>
    public int? Line { get; init; }

    public static Finding Error(string code, string message, string? key = null, Fix? fix = null) => new(Severity.Error, code, message, key) { Fix = fix };

    public static Finding Warning(string code, string message, string? key = null, Fix? fix = null) => new(Severity.Warning, code, message, key) { Fix = fix };

    public static Finding Note(string code, string message, string? key = null, Fix? fix = null) => new(Severity.Note, code, message, key) { Fix = fix };
}

/// <summary>A button: its label, and the answers that pressing it gives. A null text takes the answer back.</summary>
public sealed record Fix(string Label, ImmutableSortedDictionary<string, string?> Set)
{
    public static Fix To(string label, string key, string? text) =>
        new(label, ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal).Add(key, text));
}
