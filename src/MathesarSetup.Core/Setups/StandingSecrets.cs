using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;

namespace MathesarSetup.Setups;

/// <summary>
/// The secrets that the answers lack although an installation was made with some: they are looked for where they stand, before any is made anew.
/// </summary>
/// <param name="Found">Those that stand somewhere, by key.</param>
/// <param name="Lost">Keys of those that stand nowhere; making new ones would lock the data away.</param>
/// <param name="Findings">A note for each that was found.</param>
public sealed record StandingSecrets(Draft Found, ImmutableHashSet<string> Lost, ImmutableArray<Finding> Findings)
{
    private const string Copy = "the copy of what was written last";

    // Tells which secrets would be made at all.
    private static readonly Machine s_any = new(1, 0, static length => new byte[length]);

    public static readonly StandingSecrets None = new(Draft.Empty, [], []);

    /// <summary>The keys of all secrets that the answers ask for and do not hold.</summary>
    public static ImmutableArray<string> Missing(Draft answers)
    {
        var read = answers.Read().Answers;
        return [.. Settings.All.Where(static s => s.Secret && s.Expand is null && !KeptPasswords.All.Contains(s))
            .SelectMany(s => s.Repeated ? read.Names(s.Key[..s.Key.IndexOf(".*", StringComparison.Ordinal)]).Select(name => s.At(name))
                : s.AskedWhen(read) ? [s.Key] : [])
            .Where(key => !answers.Texts.ContainsKey(key))];
    }

    /// <summary>
    /// Looks for what the answers lack in the files of the installation: first as they lie there, then as they were last generated.
    /// </summary>
    /// <param name="files">The generated files, and those of answers.</param>
    /// <param name="answers">The answers as their own files say them.</param>
    public static StandingSecrets Of(ImmutableArray<StandingFile> files, Draft answers)
    {
        var missing = Missing(answers);
        var kept = files.FirstOrDefault(static f => f.Path == AnswersFile.SecretsName) is { } half && Says(half.Path, half.Present).Texts.IsEmpty
            ? Says(half.Path, half.Former)
            : Draft.Empty;
        if (files.IsEmpty || (missing.IsEmpty && kept.Texts.IsEmpty))
        {
            return None;
        }

        var former = files.FirstOrDefault(static f => f.Path == AnswersFile.SecretsName)?.Former;
        var sources = Sources(files, answers, missing, kept).ToArray();
        var found = missing.Concat(kept.Texts.Keys.Where(key => KeptPasswords.All.Any(s => s.Key == key) && !answers.Texts.ContainsKey(key)))
            .Select(key => (Key: key, Source: sources.FirstOrDefault(s => Holds(s.Draft, key) && IsSame(s.Draft, answers, key)
                && (!s.IsCopy || IsWorthACopy(key, kept)))))
            .Where(static f => f.Source.Draft is not null).ToArray();
        var draft = found.Aggregate(Draft.Empty, static (d, f) => d.With(f.Key, f.Source.Draft.Texts[f.Key]));
        var written = former is null ? null : Says(AnswersFile.SecretsName, former);
        var read = answers.Read().Answers;
        var lost = files.All(static f => f.Former is null) ? [] : missing.Where(key => Settings.Find(key)!.Settle?.Invoke(s_any, read) is not null
            && !draft.Texts.ContainsKey(key) && (written is null || Holds(written, key)));
        return new StandingSecrets(draft, [.. lost],
            [.. found.Select(f => Note(f.Key, f.Source.IsCopy ? Copy : PlaceOf(files, f.Source.Draft.Texts[f.Key])))]);
    }

    /// <summary>Puts the sentence about each lost secret in the place of what else would be said about its empty answer.</summary>
    public static IEnumerable<Finding> Tell(IEnumerable<Finding> findings, ImmutableHashSet<string> lost, Draft draft)
    {
        var open = lost.Where(key => !draft.Texts.ContainsKey(key) && Settings.Find(key)!.AskedWhen(draft.Read().Answers))
            .Order(StringComparer.Ordinal).ToArray();
        return open is [] ? findings : open.Select(Sentence).Concat(findings.Where(f => f.Severity is not Severity.Error || !open.Contains(f.Key)));
    }

    /// <summary>The note about a secret that goes on from elsewhere.</summary>
    /// <param name="place">Where it stands; null where that cannot be named.</param>
    public static Finding Note(string key, string? place) => StandingFinding.Found.Say(
        $"{key} is missing from {AnswersFile.SecretsName}, and stands in {place ?? "the generated files"}. That one goes on, and is written back.",
        key);

    private static Finding Sentence(string key) => StandingFinding.Lost.Say(
        $"{key} is missing from {AnswersFile.SecretsName}, and stands in no file that was generated here. The data was made with it, so no new one "
            + "is made. Put the former file back, from a backup or with `mathesar-setup history`, or give the secret: "
            + $"--{key.Replace('.', '-')}-file.",
        key);

    // What a person took out of the files alone stays out; what nothing else can give back, or what went with a whole file, does not.
    private static bool IsWorthACopy(string key, Draft kept) => Settings.Find(key)!.Settle is not null || !kept.Texts.IsEmpty;

    private static IEnumerable<(Draft Draft, bool IsCopy)> Sources(
        ImmutableArray<StandingFile> files, Draft answers, ImmutableArray<string> missing, Draft kept)
    {
        var generated = files.Where(static f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName)).ToImmutableArray();
        var patterns = new SecretPlaces(answers, missing);
        yield return (HandEdits.Answers(generated, static f => f.Present, answers), false);
        yield return (patterns.Read(generated, static f => f.Present), false);
        yield return (kept, true);
        foreach (var half in files.Where(static f => f.Path == AnswersFile.SecretsName))
        {
            yield return (Says(half.Path, half.Former), true);
        }

        yield return (HandEdits.Answers(generated, static f => f.Former, answers), true);
        yield return (patterns.Read(generated, static f => f.Former), true);
    }

    private static bool Holds(Draft draft, string key) =>
        draft.Texts.GetValueOrDefault(key) is { Length: > 0 } text && Settings.Find(key)!.TryRead(text, out _, out _);

    // What stands below a name that somebody chose belongs to it only where the rest below that name is the same.
    private static bool IsSame(Draft source, Draft answers, string key)
    {
        var below = key[..(key.LastIndexOf('.') + 1)];
        var both = answers.Texts.Where(t => t.Key.StartsWith(below, StringComparison.Ordinal) && source.Texts.ContainsKey(t.Key)).ToArray();
        return !Settings.Find(key)!.Repeated || (both is not [] && both.All(t => source.Texts[t.Key] == t.Value));
    }

    private static Draft Says(string path, string? text) =>
        text is null ? Draft.Empty : AnswersFile.Read(Encoding.UTF8.GetBytes(text), path, isSecretHalf: true).Draft;

    private static string? PlaceOf(ImmutableArray<StandingFile> files, string secret) =>
        files.FirstOrDefault(f => f.Present?.Contains(secret, StringComparison.Ordinal) is true)?.Path;
}
