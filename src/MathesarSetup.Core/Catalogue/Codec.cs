using System.Diagnostics.CodeAnalysis;

namespace MathesarSetup.Catalogue;

/// <summary>The one place that knows a value type's text form: forms, flags, files and environments all speak text.</summary>
public abstract class Codec<T> where T : notnull
{
    public abstract Editor Editor { get; }

    /// <summary>The text that reads back as <paramref name="value"/>.</summary>
    public abstract string Format(T value);

    /// <summary>Reads a text, or says in a sentence what is wrong with it and how it should look.</summary>
    public abstract bool TryParse(string text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem);
}
