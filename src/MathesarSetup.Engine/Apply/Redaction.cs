using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Merging;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// Puts dots over the secrets of a plan, whatever the text. A secret that nobody would say by chance is hidden wherever it stands. One that is a
/// short word is hidden as a word, and one that is also a public name, such as the password <c>mathesar</c>, where it stands as a value: else the
/// names in every second sentence would be hidden, and would tell what the secret is.
/// </summary>
internal sealed partial class Redaction
{
    // Shorter ones stand in every word.
    private const int ShortestWord = 4;
    private const int LongestWord = 8;

    private static readonly FrozenSet<string> s_words = FrozenSet.ToFrozenSet(
        [
            "admin", "administrator", "container", "data", "database", "django", "docker", "example", "gunicorn", "host", "localhost", "mathesar",
            "password", "port", "postgres", "postgresql", "python", "root", "secret", "server", "test", "user",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly Regex? _secrets;

    private Redaction(IReadOnlyCollection<string> patterns) =>
        _secrets = patterns.Count == 0 ? null : new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant);

    /// <param name="more">Further secrets, such as those that run and are no longer in the plan.</param>
    public static Redaction Of(Plan? plan, params IEnumerable<string> more)
    {
        EnvironmentEntry[] entries = [.. (plan?.Services ?? []).SelectMany(static s => s.Environment)];
        var names = plan is null ? [] : PublicWords(plan, entries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new([.. entries.Where(static e => e.IsSecret).Select(static e => e.Value).Concat(more).Where(static v => v.Length > 0)
            .Distinct(StringComparer.Ordinal).OrderByDescending(static v => v.Length).Select(secret => Pattern(secret, names))]);
    }

    /// <summary>The text with dots for every secret.</summary>
    public string Hide(string text) => _secrets?.Replace(text, SecretText.Mask) ?? text;

    /// <summary>What others said, which may hold secrets that nobody here knows: with dots for those too, by their names and shapes.</summary>
    public string HideInLog(string text) => SecretShapes.Hide(Hide(text));

    private static string Pattern(string secret, HashSet<string> names)
    {
        var exact = Regex.Escape(secret);
        return secret.Length < ShortestWord || names.Contains(secret) || s_words.Contains(secret) ? AsValue(exact)
            : secret.Length < LongestWord && Letters().IsMatch(secret) ? $"(?<![A-Za-z0-9_]){exact}(?![A-Za-z0-9_])" : exact;
    }

    // After a separator, a quotation mark or the word for it; before the host of an address; or alone in its line.
    private static string AsValue(string exact)
    {
        const string Before = """(?:(?<=[=:'"`(]\s?)|(?<=(?i:password)\s))""";
        const string After = "(?![A-Za-z0-9_]|[./-][A-Za-z0-9])";
        return $"(?={exact})(?:{Before}{exact}{After}|(?<![A-Za-z0-9_]){exact}(?=@)|(?<=^\\s*){exact}(?=\\s*$))";
    }

    // What the plan says openly, word by word and name by name.
    private static IEnumerable<string> PublicWords(Plan plan, IEnumerable<EnvironmentEntry> entries)
    {
        ImmutableArray<string> texts =
        [
            plan.Name,
            .. plan.Volumes.Select(static v => v.Name),
            .. plan.Services.SelectMany(static s => new[] { s.Name, s.ContainerName ?? "", s.Image?.Text ?? "" }),
            .. entries.Where(static e => !e.IsSecret).Select(static e => e.Value),
        ];
        return texts.SelectMany(static text => Words().Matches(text).Concat(Names().Matches(text))).Select(static match => match.Value);
    }

    [GeneratedRegex("^[A-Za-z]+$")]
    private static partial Regex Letters();

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex("[A-Za-z0-9_.-]+")]
    private static partial Regex Names();
}
