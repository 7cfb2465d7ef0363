namespace MathesarSetup.Catalogue;

/// <summary>Keys whose <c>*</c> stands for a name that the user chose.</summary>
public static class KeyPattern
{
    /// <summary>Puts <paramref name="names"/> into the stars of <paramref name="pattern"/>, in order.</summary>
    public static string Fill(string pattern, ReadOnlySpan<string> names)
    {
        if (names.IsEmpty && !pattern.Contains('*', StringComparison.Ordinal))
        {
            return pattern;
        }

        var parts = pattern.Split('.');
        var next = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] == "*")
            {
                parts[i] = next < names.Length
                    ? names[next++]
                    : throw new ArgumentException($"{pattern} needs a name for every star.", nameof(names));
            }
        }

        return next == names.Length ? string.Join('.', parts) : throw new ArgumentException($"{pattern} has {next} stars.", nameof(names));
    }

    /// <summary>Whether <paramref name="key"/> is <paramref name="pattern"/> with names in its stars.</summary>
    public static bool Matches(string pattern, string key)
    {
        var wanted = pattern.AsSpan().Split('.');
        var parts = key.AsSpan().Split('.');
        while (wanted.MoveNext())
        {
            if (!parts.MoveNext() || !Fits(pattern.AsSpan()[wanted.Current], key.AsSpan()[parts.Current]))
            {
                return false;
            }
        }

        return !parts.MoveNext();
    }

    /// <summary>Whether a text can be a name that the user chose: 1 to 60 characters on one line.</summary>
    public static bool IsName(string text) => IsName(text.AsSpan());

    private static bool Fits(ReadOnlySpan<char> wanted, ReadOnlySpan<char> part) => wanted is "*" ? IsName(part) : wanted.SequenceEqual(part);

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 60;
    }
}
