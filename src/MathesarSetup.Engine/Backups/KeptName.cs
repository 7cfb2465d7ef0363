using System.Globalization;
using System.Text;

namespace MathesarSetup.Engine.Backups;

/// <summary>The names under which a restore keeps the databases that were there.</summary>
internal static class KeptName
{
    // A name of PostgreSQL's has at most that many bytes, and it cuts off the rest without a word.
    private const int Longest = 63;

    /// <summary>A name that no other database has, and that tells whose it was and when.</summary>
    /// <param name="taken">Names that stand for something already.</param>
    public static string Of(string name, string time, IReadOnlySet<string> taken)
    {
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? $"_before_{time}" : string.Create(CultureInfo.InvariantCulture, $"_before_{time}_{number}");
            var kept = Start(name, Longest - end.Length) + end;
            if (!taken.Contains(kept))
            {
                return kept;
            }
        }
    }

    private static string Start(string name, int bytes)
    {
        var text = name;
        while (Encoding.UTF8.GetByteCount(text) > bytes)
        {
            text = text[..^(char.IsLowSurrogate(text[^1]) ? 2 : 1)];
        }

        return text;
    }
}
