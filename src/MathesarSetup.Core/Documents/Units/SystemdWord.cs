using System.Collections.Immutable;

namespace MathesarSetup.Documents.Units;

/// <summary>One value of a systemd unit, made of literal text and specifiers.</summary>
public readonly record struct SystemdWord
{
    private readonly ImmutableArray<SystemdText> _pieces;

    private SystemdWord(ImmutableArray<SystemdText> pieces) => _pieces = pieces;

    public static implicit operator SystemdWord(string literal) => new([literal]);

    /// <summary>Several pieces as one value, such as a specifier and the rest of a path.</summary>
    public static SystemdWord Join(params ReadOnlySpan<SystemdText> pieces) => new([.. pieces]);

    internal ImmutableArray<SystemdText> Pieces => _pieces.IsDefault ? [] : _pieces;

    internal string Plain(bool isCommand) => string.Concat(Pieces.Select(p => p.Plain(isCommand)));

    internal string Quoted(bool isCommand)
    {
        var inner = string.Concat(Pieces.Select(p => p.Quoted(isCommand)));
        return inner.Length > 0 && Pieces.All(p => p.IsSimple) ? inner : $"\"{inner}\"";
    }
}
