using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Merging;

namespace MathesarSetup.Engine.Files;

/// <summary>
/// Puts dots over values for the screen. A line that was generated is shown, in a file of secrets without its value; a line that somebody wrote, in
/// whatever file, keeps its key at most: nobody knows which of its values are secret.
/// </summary>
internal sealed partial class Masking
{
    private readonly string _path;
    private readonly bool _holdsSecrets;
    private readonly HashSet<string> _generated;

    /// <param name="holdsSecrets">Whether generated lines of the file hold secrets.</param>
    /// <param name="generated">The texts of the file that were generated: the last one, and the one that is wanted.</param>
    public Masking(string path, bool holdsSecrets, params ReadOnlySpan<string?> generated)
    {
        (_path, _holdsSecrets, _generated) = (path, holdsSecrets, new(StringComparer.Ordinal));
        foreach (var text in generated)
        {
            _generated.UnionWith((text ?? "").Split('\n'));
        }
    }

    /// <param name="oldText">The text whose lines the comparison calls old.</param>
    /// <param name="newText">The other one; null where it is the same.</param>
    public ImmutableArray<DiffLine> Hide(ImmutableArray<DiffLine> lines, string oldText, string? newText)
    {
        var old = new Lazy<ImmutableArray<string>>(() => MaskedLines.Of(_path, oldText));
        var @new = new Lazy<ImmutableArray<string>>(() => MaskedLines.Of(_path, newText ?? oldText));
        return [.. lines.Select(line => line with
        {
            Text = Generated(line.Text) ?? (line.OldNumber is { } number ? old.Value[number - 1] : @new.Value[line.NewNumber!.Value - 1]),
        })];
    }

    /// <summary>Lines of a text, which may stand anywhere in it.</summary>
    public IEnumerable<string> Hide(IEnumerable<string> lines, string text)
    {
        // A decision shows its lines without the indent of the place.
        var all = text.Split('\n').Select(static line => line.Trim()).ToArray();
        var masked = new Lazy<ImmutableArray<string>>(() => Readable(text));
        return lines.Select(line => Generated(line) ?? Same(line, all, masked) ?? MaskedLines.OfOne(line));
    }

    /// <summary>A whole text that holds generated lines and a person's own.</summary>
    /// <param name="wanted">The generated text.</param>
    /// <param name="wantedMasked">The same with dots for its secrets.</param>
    public string Whole(string text, string wanted, string wantedMasked)
    {
        var (lines, masked) = (wanted.Split('\n'), wantedMasked.Split('\n'));
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; lines.Length == masked.Length && i < lines.Length; i++)
        {
            // Of two lines that read the same, one with a secret counts for both.
            shown[lines[i]] = shown.GetValueOrDefault(lines[i]) is { } other && other != lines[i] ? other : masked[i];
        }

        var readable = new Lazy<ImmutableArray<string>>(() => ShownLines.Each(_path, text));
        return string.Join('\n', text.Split('\n').Select((line, i) => shown.GetValueOrDefault(line) ?? Generated(line) ?? readable.Value[i]));
    }

    // A line that stands several times is shown where it is shown the same each time.
    private static string? Same(string line, string[] all, Lazy<ImmutableArray<string>> masked)
    {
        var shown = Enumerable.Range(0, all.Length).Where(i => all[i] == line.Trim()).Select(i => masked.Value[i].TrimStart())
            .Distinct(StringComparer.Ordinal).ToArray();
        return shown is [var one] ? line[..(line.Length - line.TrimStart().Length)] + one : null;
    }

    // Whoever decides between two lines has to see what they say, where that is no secret.
    private ImmutableArray<string> Readable(string text) =>
        _path.EndsWith(".yaml", StringComparison.Ordinal) || _path.EndsWith(".yml", StringComparison.Ordinal)
            ? ShownLines.Each(_path, text)
            : MaskedLines.Of(_path, text);

    private string? Generated(string line) => !_generated.Contains(line) ? null : _holdsSecrets ? HideValue(line) : line;

    // Prose comments, empty lines and lines that only open a block are shown; of `key=value` and `key: value`, commented out or not, the key is; of
    // anything else nothing.
    private static string HideValue(string line)
    {
        var key = KeyAndSeparator().Match(line);
        return key.Success ? key.Value + SecretText.Mask : Harmless().IsMatch(line) ? line : SecretText.Mask;
    }

    [GeneratedRegex("""^\s*(#.*|(- )?["']?[A-Za-z_][\w.-]*["']?:\s*|[A-Z_][A-Z0-9_]*=|)\r?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    [GeneratedRegex("""^\s*(#\s*)?(- )?(export )?["']?[A-Za-z_][\w.-]{0,63}["']?(:\s+(?=\S)|=(?!=*\s*$))""", RegexOptions.CultureInvariant)]
    private static partial Regex KeyAndSeparator();
}
