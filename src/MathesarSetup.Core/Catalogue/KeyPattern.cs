using System.Diagnostics.CodeAnalysis;

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
                parts[i] = next < names.Length ? names[next++] : throw new ArgumentException($"{pattern} needs a name for every star.", nameof(names));
            }
        }

        return next == names.Length ? string.Join('.', parts) : throw new ArgumentException($"{pattern} has {next} stars.", nameof(names));
    }

    /// <summary>Whether <paramref name="key"/> is <paramref name="pattern"/> with names in its stars, and which.</summary>
    public static bool Matches(string pattern, string key, [NotNullWhen(true)] out string[]? names)
    {
        var wanted = pattern.Split('.');
        var parts = key.Split('.');
        names = null;
        if (wanted.Length != parts.Length)
        {
            return false;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (wanted[i] == "*" ? !IsName(parts[i]) : wanted[i] != parts[i])
            {
                return false;
            }
        }

        names = [.. parts.Where((_, i) => wanted[i] == "*")];
        return true;
    }

    /// <summary>Whether a text can be a name that the user chose: 1 to 60 characters on one line.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 60 && !text.Any(static c => char.IsControl(c) || char.IsSurrogate(c));
}
