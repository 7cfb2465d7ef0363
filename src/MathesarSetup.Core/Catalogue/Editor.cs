using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>How the form asks for a value. The form draws editors and never knows which setting it draws.</summary>
public abstract record Editor
{
    private Editor()
    {
    }

    /// <summary>One line of text.</summary>
    public sealed record Text(string? Placeholder = null, TextForm Form = TextForm.Any) : Editor;

    /// <summary>Several lines of text.</summary>
    public sealed record Lines(string? Placeholder = null) : Editor;

    /// <summary>A secret: drawn as dots, never sent to the browser before it is asked for.</summary>
    public sealed record Secret : Editor;

    /// <summary>A whole number in a unit.</summary>
    public sealed record Number(int Least, int Most, string Unit) : Editor;

    /// <summary>Yes or no.</summary>
    public sealed record Toggle : Editor;

    /// <summary>One of a few, each with its consequence.</summary>
    public sealed record Choice(ImmutableArray<Option> Options) : Editor;

    /// <summary>Any number of short texts, such as host names.</summary>
    public sealed record TextList(string? Placeholder = null) : Editor;
}

/// <summary>What a line of text is, so that a phone shows the keys for it.</summary>
public enum TextForm
{
    Any,
    Url,
    Email,
}

/// <summary>One answer of a choice: its text form, its label, and what follows from taking it, in one line.</summary>
public sealed record Option(string Text, string Label, string Consequence = "");
