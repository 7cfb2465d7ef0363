using System.Globalization;
using System.Text;

namespace MathesarSetup.Backups;

/// <summary>The names of databases for people: PostgreSQL takes every character in them.</summary>
public static class DatabaseNames
{
    /// <summary>A plain name as it is; any other one quoted, so that where it ends is seen and it stands in one line.</summary>
    public static string Said(string name) => name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? name
        : new StringBuilder("\"").AppendJoin("", name.Select(static c => c switch
        {
            '"' or '\\' => $"\\{c}",
            '\n' => "\\n",
            _ when char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
            _ => c.ToString(),
        })).Append('"').ToString();

    /// <summary>The databases that a backup holds whole.</summary>
    public static string Of(BackupManifest manifest) =>
        string.Join(", ", manifest.Parts.Where(static p => p.Kind is PartKind.Dump).Select(static p => Said(p.Database!)));
}
