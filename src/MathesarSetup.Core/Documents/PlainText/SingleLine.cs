namespace MathesarSetup.Documents.PlainText;

/// <summary>What a format of one line a value can hold at all.</summary>
internal static class SingleLine
{
    /// <summary>Whether the text has no line break, no NUL and no half of a surrogate pair (which UTF-8 cannot say).</summary>
    public static bool Fits(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is '\n' or '\r' or '\0' || (char.IsSurrogate(value[i]) && !char.IsSurrogatePair(value, i)))
            {
                return false;
            }

            i += char.IsHighSurrogate(value[i]) ? 1 : 0;
        }

        return true;
    }

    /// <exception cref="ArgumentException">The format cannot carry the value. The message holds no part of it: it may be a secret.</exception>
    public static void Require(bool canCarry, string format)
    {
        if (!canCarry)
        {
            throw new ArgumentException($"The value holds characters that {format} cannot carry. Ask CanCarry first and make a finding.");
        }
    }
}
