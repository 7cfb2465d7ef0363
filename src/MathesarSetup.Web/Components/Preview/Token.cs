namespace MathesarSetup.Web.Components.Preview;

/// <summary>What a piece of code is, for its colour.</summary>
public enum TokenKind
{
    Plain,
    Comment,
    Key,
    Text,
    Number,
    Variable,
    Word,
    Heading,
    Masked,
}

/// <summary>A piece of a line, in one colour.</summary>
public readonly record struct Token(TokenKind Kind, string Text);
