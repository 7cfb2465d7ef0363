namespace MathesarSetup.Documents.Shell;

/// <summary>One word of a shell command, already quoted.</summary>
public readonly record struct ShellWord
{
    private readonly string? _text;

    private readonly string? _meaning;

    private ShellWord(string text, string meaning) => (_text, _meaning) = (text, meaning);

    /// <summary>The word as it stands in the script.</summary>
    public string Text => _text ?? "''";

    /// <summary>
    /// The argument that the shell makes of it. The value of a variable stands as its name between two NULs, which no argument can hold.
    /// </summary>
    internal string Meaning => _meaning ?? "";

    public static implicit operator ShellWord(string value) => new(Sh.Quote(value), value);

    internal static ShellWord Raw(string text, string meaning = "") => new(text, meaning);

    public override string ToString() => Text;
}
