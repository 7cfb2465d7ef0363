namespace MathesarSetup.Findings;

/// <summary>Something a person should know: what happened, why, and what to do about it.</summary>
/// <param name="Kind">What is said, apart from the words of this case.</param>
/// <param name="Message">Plain sentences that hold no secret.</param>
/// <param name="Key">The key of the answer it belongs to, such as <c>database.port</c>; null when it belongs to none.</param>
public sealed record Finding(FindingKind Kind, string Message, string? Key = null)
{
    /// <summary>Whether it forbids, warns or informs: as its kind does, unless the occasion makes it matter more.</summary>
    public Severity Severity { get; init; } = Kind.Severity;

    public string Code => Kind.Code;

    /// <summary>The change of answers that would settle it, when the program knows one.</summary>
    public Fix? Fix { get; init; }

    /// <summary>Another change that would settle it as well, where two are worth a button.</summary>
    public Fix? OtherFix { get; init; }

    /// <summary>What to say to another program, such as SQL, to settle it there; to be copied, and without secrets.</summary>
    public string? Command { get; init; }

    /// <summary>What the command line is told to accept it, such as <c>--accept-lost-connections</c>; null where it cannot be accepted.</summary>
    public string? Consent { get; init; }

    /// <summary>The file in which it was found, as the user named it.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, counted from 1.</summary>
    public int? Line { get; init; }
}
