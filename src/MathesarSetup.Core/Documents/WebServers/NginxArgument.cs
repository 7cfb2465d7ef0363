using MathesarSetup.Documents.EnvFiles;

namespace MathesarSetup.Documents.WebServers;

/// <summary>One argument of an nginx directive, already quoted.</summary>
public readonly record struct NginxArgument
{
    private readonly string? _text;

    private NginxArgument(string text) => _text = text;

    internal string Text => _text ?? "\"\"";

    public static implicit operator NginxArgument(string value) => new(NginxConf.Quote(value));

    internal static NginxArgument Variable(string name)
    {
        EnvName.Require(name);
        return new($"${name}");
    }

    /// <summary>Several pieces as one argument, such as an address and a placeholder. Only pieces that need no quotes can be joined.</summary>
    public static NginxArgument Join(params ReadOnlySpan<NginxArgument> pieces)
    {
        var text = string.Concat(pieces.ToArray().Select(p => p.Text));
        return text.AsSpan().ContainsAny('"', '`', ' ') ? throw new ArgumentException("A piece needs quotes.", nameof(pieces)) : new(text);
    }

    public override string ToString() => Text;
}
