using System.Collections.Immutable;
using System.Text.Json;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Apply;

/// <summary>What was brought from one key to another.</summary>
/// <param name="Passwords">How many stored passwords.</param>
/// <param name="Unreadable">How many stored passwords neither key opens; they stay as they are.</param>
/// <param name="Cells">How many cells that name a file.</param>
/// <param name="Left">The columns that no stored role may change, as database, number of the table and number of the column.</param>
internal sealed record RenewedKey(int Passwords, int Unreadable, int Cells, ImmutableArray<string> Left);

/// <summary>What Mathesar stores by its key: passwords, and the marks by which it knows files in cells again.</summary>
internal sealed class StoredKeys(MathesarShell shell)
{
    private const string Script = "rotate-key.py";

    /// <summary>
    /// Brings all of it from one key to another: Mathesar's own records in one transaction, then the cells of each database in one. What has the
    /// other key already is left as it is.
    /// </summary>
    /// <exception cref="StepFailure">It did not come to its end. Mathesar's records are as before, or all of them are brought over.</exception>
    public async Task<RenewedKey> RenewAsync(SecretText former, SecretText key, CancellationToken cancellation)
    {
        var (said, words) = await shell.RunAsync(Script,
            [$"MATHESAR_SETUP_FORMER={former.Reveal()}", $"MATHESAR_SETUP_NEW={key.Reveal()}"], isChanging: true, cancellation);
        if (said is null)
        {
            throw new StepFailure(ApplyFinding.ConnectionsUnchanged.Say("Mathesar did not bring what it stores to another key: "
                + $"{words.TrimEnd('.')}.", SecretSettings.Key.Key));
        }

        using var report = JsonDocument.Parse(said);
        var root = report.RootElement;
        return new RenewedKey(root.GetProperty("passwords").GetInt32(), root.GetProperty("unreadable").GetInt32(),
            root.GetProperty("cells").GetInt32(), [.. root.GetProperty("left").EnumerateArray().Select(static c => c.GetString()!)]);
    }
}
