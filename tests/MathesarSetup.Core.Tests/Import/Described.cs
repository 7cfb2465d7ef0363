using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>Files that are imported, and what came of them in words that tests compare.</summary>
internal static class Described
{
    /// <summary>Files written one below the other, each behind a line <c>== PATH</c>.</summary>
    public static ImportRequest Request(string text) => new(
    [
        .. ("\n" + text).Split("\n== ").Skip(1).Select(static part => part.Split('\n', 2))
            .Select(static part => new FoundFile(part[0].Trim(), part.Length == 2 ? part[1] + "\n" : "")),
    ], "site");

    public static ImportReading Read(string text) => Importer.Read(Request(text));

    public static string? Answer(this ImportReading reading, string key) => reading.Draft.Texts.GetValueOrDefault(key);

    /// <summary>The lines that are told as not understood.</summary>
    public static string[] Told(this ImportReading reading) => [.. reading.Unread.Select(static u => u.Text)];

    /// <summary>The keys that are asked for, because another program fills them in.</summary>
    public static string[] Asked(this ImportReading reading) =>
        [.. reading.Findings.Where(static f => f.Code is "import.value-unknown" or "import.key-unread")
            .Select(static f => f.Key!).Distinct().Order()];
}
