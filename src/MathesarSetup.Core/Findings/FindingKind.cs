namespace MathesarSetup.Findings;

/// <summary>One thing that can be said to a person, apart from the words of one case. docs/findings.md lists every kind.</summary>
public sealed class FindingKind
{
    private FindingKind(Severity severity, string code, string sentence) => (Severity, Code, Sentence) = (severity, code, sentence);

    /// <summary>A stable name of the form <c>group.words-with-dashes</c>, on which scripts rely.</summary>
    public string Code { get; }

    /// <summary>How much it matters when it is first told.</summary>
    public Severity Severity { get; }

    /// <summary>What it means and what to do, in words that fit every case.</summary>
    public string Sentence { get; }

    public static FindingKind Error(string code, string sentence) => new(Severity.Error, code, sentence);

    public static FindingKind Warning(string code, string sentence) => new(Severity.Warning, code, sentence);

    public static FindingKind Note(string code, string sentence) => new(Severity.Note, code, sentence);

    /// <summary>A finding of this kind in the words of one case, with its values.</summary>
    public Finding Say(string message, string? key = null, Fix? fix = null) => new(this, message, key) { Fix = fix };

    /// <summary>A finding of this kind in the kind's own sentence.</summary>
    public Finding At(string? key = null, Fix? fix = null) => Say(Sentence, key, fix);

    public override string ToString() => Code;
}
