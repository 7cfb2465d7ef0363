using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>What was read from an installation.</summary>
/// <param name="Target">The target that it is most like, such as <c>compose</c>; null when nothing was understood.</param>
/// <param name="Draft">The answers.</param>
/// <param name="Findings">What is to be said about it; an error forbids taking it over.</param>
/// <param name="Unread">The lines that were not understood.</param>
public sealed record ImportReading(string? Target, Draft Draft, ImmutableArray<Finding> Findings, ImmutableArray<Unread> Unread)
{
    private static readonly FindingKind[] s_ofRelease =
        [ImportFinding.Release, ImportFinding.ReleaseUnsure, ImportFinding.ReleaseUnknown, ImportFinding.ReleaseNotOffered];

    // They say what becomes of files that are laid out anew.
    private static readonly FindingKind[] s_ofRewriting =
        [ImportFinding.Kept, ImportFinding.Unread, ImportFinding.Static, ImportFinding.Image, ImportFinding.WrittenAnew];

    /// <summary>The release, and how it is known; null when nothing tells.</summary>
    public ReleaseGuess? Release { get; init; }

    /// <summary>
    /// A file that Compose reads beside the generated one, in which goes on what was not understood: one that was there, with the rest added, or a
    /// new one. Null when there is nothing to add.
    /// </summary>
    public FoundFile? Override { get; init; }

    /// <summary>The files that the generated ones take the place of.</summary>
    public ImmutableArray<FoundFile> Replaced { get; init; } = [];

    /// <summary>Whether the files are generated ones whose answers are gone.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>The files that it was read from, which may stay as they are and be edited in place; none where nothing can.</summary>
    public ImmutableArray<FoundFile> Sources { get; init; } = [];

    /// <summary>Where answers were read, by key; those that follow from several places, or were said beside it, have none.</summary>
    public ImmutableDictionary<string, AnswerPlace> Places { get; init; } = ImmutableDictionary<string, AnswerPlace>.Empty;

    /// <summary>The Compose files that were chosen, in their order; null for those that Compose takes by itself.</summary>
    public ImmutableArray<string>? ChosenFiles { get; init; }

    /// <summary>
    /// The answers with the word that the files stay their author's and are edited in place; the same reading where they cannot.
    /// </summary>
    public ImportReading InPlace() => Sources.IsEmpty ? this : this with
    {
        Draft = Draft.With(LayoutSettings.Layout, LayoutSettings.InPlaceText)
            .With(LayoutSettings.Files, ChosenFiles is { } chosen ? string.Join(',', chosen) : null),
        Replaced = [],
        Override = null,
        Findings = [.. Findings.Where(static f => !s_ofRewriting.Contains(f.Kind))],
    };

    internal const string LatestTag = ":latest";

    public bool IsForbidden => Findings.Any(static f => f.Severity is Severity.Error);

    /// <summary>The same with a release that was said, or asked for, beside the installation.</summary>
    public ImportReading With(ReleaseGuess release) => this with
    {
        Draft = Tagged(release.Value).With(RunSettings.Version, release.Value),
        Release = release,
        Findings = [.. Findings.Where(static f => !s_ofRelease.Contains(f.Kind)), ImportFindings.Told(release), .. Contradiction(release)],
    };

    // An image of one's own under a tag that says no release gets this one.
    private Draft Tagged(string release) =>
        Draft.Texts.GetValueOrDefault(RunSettings.Image.Key) is { } image && image.EndsWith(LatestTag, StringComparison.Ordinal)
            ? Draft.With(RunSettings.Image, $"{image[..^LatestTag.Length]}:{release}")
            : Draft;

    private IEnumerable<Finding> Contradiction(ReleaseGuess said) =>
        Release is { } marks && Version.TryParse(said.Value, out var version) && !marks.Allows(version)
            ? [ImportFindings.ReleaseContradicted(marks, said)]
            : [];

    /// <summary>The same with an answer that was said, or found, beside the installation.</summary>
    public ImportReading With(string key, string text) => key == RunSettings.Version.Key
        ? With(new ReleaseGuess(text, "it was said", IsExact: true))
        : this with
        {
            Draft = Draft.With(key, text),
            Places = Places.Remove(key),
            Findings = [.. Findings.Where(f => !(f.Kind == ImportFinding.ValueUnknown && f.Key == key)
                && !(f.Kind is var kind && (kind == ImportFinding.KeyUnread || kind == ImportFinding.LegacyKey) && key == SecretSettings.Key.Key))],
        };

    /// <summary>The same with a secret key that was found beside the installation.</summary>
    public ImportReading WithKey(string key) => With(SecretSettings.Key.Key, key);

    /// <summary>Whether the secret key is missing, which may lie where only an engine can read.</summary>
    public bool LacksKey => Unknown.Contains(SecretSettings.Key.Key);

    /// <summary>The keys of answers that exist and could not be read; without the first ones nothing is written.</summary>
    public ImmutableArray<string> Unknown =>
    [
        .. Findings.Where(static f => f.Kind == ImportFinding.KeyUnread || f.Kind == ImportFinding.ValueUnknown)
            .OrderBy(static f => f.Severity).Select(static f => f.Key).OfType<string>().Distinct(),
    ];

    /// <summary>The keys of answers that somebody has to give, the release among them where nothing tells it.</summary>
    public ImmutableArray<string> Asked =>
        Findings.Any(static f => f.Kind == ImportFinding.ReleaseUnknown || f.Kind == ImportFinding.ReleaseUnsure
            || f.Kind == ImportFinding.ReleaseNotOffered)
            ? [.. Unknown, RunSettings.Version.Key]
            : Unknown;

    /// <summary>Nothing was read, and why.</summary>
    public static ImportReading Failed(params ImmutableArray<Finding> findings) => new(null, Draft.Empty, findings, []);
}

/// <summary>A release that an installation seems to have.</summary>
/// <param name="Value">The release; of a range the newest.</param>
/// <param name="Because">How it is known, as the end of a sentence.</param>
/// <param name="IsExact">Whether it is one release and not a range.</param>
public sealed record ReleaseGuess(string Value, string Because, bool IsExact)
{
    /// <summary>Of a range the oldest; null for one release.</summary>
    public string? Oldest { get; init; }

    /// <summary>Whether what was seen allows this release. A mark of the newest known one may be in those that come.</summary>
    internal bool Allows(Version version) =>
        version >= Version.Parse(Oldest ?? Value) && (version <= Version.Parse(Value) || (!IsExact && Value == Releases.Newest.ToString()));
}
