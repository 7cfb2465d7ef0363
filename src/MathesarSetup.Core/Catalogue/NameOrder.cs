namespace MathesarSetup.Catalogue;

/// <summary>The order of names that people chose or that were counted up: letter by letter, and numbers by their size.</summary>
public static class NameOrder
{
    /// <summary>Puts <c>provider-2</c> before <c>provider-10</c>.</summary>
    public static readonly IComparer<string> Natural = Comparer<string>.Create(Compare);

    private static int Compare(string? left, string? right)
    {
        var (a, b) = (left ?? "", right ?? "");
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (Digits(a, i), Digits(b, j));
            var order = x > 0 && y > 0 ? Number(a, i, x).CompareTo(Number(b, j, y)) : a[i].CompareTo(b[j]);
            if (order != 0)
            {
                return order;
            }

            (i, j) = x > 0 && y > 0 ? (i + x, j + y) : (i + 1, j + 1);
        }

        // Two spellings of one number are still two names.
        return (a.Length - i).CompareTo(b.Length - j) is var rest && rest != 0 ? rest : string.CompareOrdinal(a, b);
    }

    private static int Digits(string text, int from)
    {
        var length = 0;
        while (from + length < text.Length && char.IsAsciiDigit(text[from + length]))
        {
            length++;
        }

        return length;
    }

    private static System.Numerics.BigInteger Number(string text, int from, int length) =>
        System.Numerics.BigInteger.Parse(text.AsSpan(from, length), System.Globalization.CultureInfo.InvariantCulture);
}
