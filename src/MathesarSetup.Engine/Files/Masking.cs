using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Files;

/// <summary>Puts dots over every value in the lines of a file that holds secrets: nobody knows which of the old ones were secret.</summary>
internal sealed partial class Masking
{
    private readonly bool _holdsSecrets;

    public Masking(bool holdsSecrets) => _holdsSecrets = holdsSecrets;

    public ImmutableArray<DiffLine> Hide(ImmutableArray<DiffLine> lines) =>
        _holdsSecrets ? [.. lines.Select(line => line with { Text = HideValue(line.Text) })] : lines;

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
