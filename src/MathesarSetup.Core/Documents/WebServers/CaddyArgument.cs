namespace MathesarSetup.Documents.WebServers;

/// <summary>One argument of a Caddyfile's directive, already quoted.</summary>
public readonly record struct CaddyArgument
{
    private readonly string? _text;

    private CaddyArgument(string text) => _text = text;

    internal string Text => _text ?? "\"\"";

    public static implicit operator CaddyArgument(string value) => new(Caddyfile.Quote(value));

    internal static CaddyArgument Placeholder(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? new($"{{{name}}}")
            : throw new ArgumentException("The name of a placeholder is made of letters, digits, dots, underscores and hyphens.", nameof(name));

    /// <summary>Several pieces as one argument, such as an address and a placeholder. Only pieces that need no quotes can be joined.</summary>
    public static CaddyArgument Join(params ReadOnlySpan<CaddyArgument> pieces)
    {
        var text = string.Concat(pieces.ToArray().Select(p => p.Text));
        return text.AsSpan().ContainsAny('"', '`', ' ') ? throw new ArgumentException("A piece needs quotes.", nameof(pieces)) : new(text);
    }

    public override string ToString() => Text;
}
