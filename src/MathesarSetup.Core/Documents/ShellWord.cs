namespace MathesarSetup.Documents;

/// <summary>One word of a shell command, already quoted.</summary>
public readonly record struct ShellWord
{
    private readonly string? _text;

    private ShellWord(string text) => _text = text;

    /// <summary>The word as it stands in the script.</summary>
    public string Text => _text ?? "''";

    public static implicit operator ShellWord(string value) => new(Sh.Quote(value));

    internal static ShellWord Raw(string text) => new(text);

    public override string ToString() => Text;
}
