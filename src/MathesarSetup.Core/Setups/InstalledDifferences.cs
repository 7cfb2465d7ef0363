using System.Collections.Immutable;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Setups;

/// <summary>Says why what runs afterwards is not what ran before: no difference goes without a reason.</summary>
public static class InstalledDifferences
{
    // The short list of what files that are laid out anew do better. Each is said.
    private static readonly (Func<InstalledChange, bool> Is, string Sentence)[] s_improvements =
    [
        (static c => c.Part.Path is "restart", "it starts again after a crash and with the machine, until it is stopped"),
        (static c => c.Before is null && Starts(c, "healthcheck"), "its health is asked, so that Compose knows when it is ready"),
        (static c => c.Before is null && Starts(c, "logging"), "its log takes at most 30 MB"),
        (static c => Starts(c, "depends_on"), "it waits until what it needs is ready"),
        (static c => c.Before is null && c.Part.Path is "stop_grace_period" or "shm_size" or "init", "it is given what PostgreSQL's image needs"),
        (static c => Starts(c, "labels.mathesar-setup"), "its files are watched"),
        (static c => c.Part.Path.StartsWith(InstalledPart.Mounts + Mathesar.ContainerPaths.Static, StringComparison.Ordinal) && c.After is null,
            "static files are collected at each start, so their directory is not mounted any more"),
        (static c => c is { Part.Path: "image", Before: { } before, After: { } after }
            && ImageReference.Of(before) is { Floats: true } floating && floating.IsSameRepository(ImageReference.Of(after)),
            "the tag names the exact release"),
        (static c => c.Before is null && c.Part.After(InstalledPart.Environment) is not null, "a default is written down"),
        (IsFilledIn, "what was filled in elsewhere is written down, as it was given"),
        (static c => c.Part.Path is "expose", "a port that containers reach anyway is not named any more"),
    ];

    /// <summary>What laying files out anew changes, each difference with what it costs.</summary>
    public static ImmutableArray<InstalledDifference> Between(Installed before, Installed after) =>
    [
        .. before.ChangesTo(after).Where(static c => c.Part.Path is not "name").Select(c =>
            IsData(before, c) ? new InstalledDifference(c.Part.ToString(), DifferenceCost.Data, Words(c), Loss(c))
            : s_improvements.FirstOrDefault(i => i.Is(c)).Sentence is { } sentence
                ? new InstalledDifference(c.Part.ToString(), DifferenceCost.None, Words(c), sentence)
            : new InstalledDifference(c.Part.ToString(), DifferenceCost.Unexplained, Words(c), "")),
    ];

    /// <summary>The same as findings; errors for those that have no reason and were not accepted.</summary>
    /// <param name="accepted">The parts whose difference was accepted by name.</param>
    /// <param name="force">Whether differences that cost no data were accepted in one word.</param>
    public static ImmutableArray<Finding> OfRewriting(Installed before, Installed after, IReadOnlyCollection<string> accepted, bool force) =>
        [.. Between(before, after).Select(d => Of(d, accepted, force))];

    /// <summary>Whether a finding asks for a decision about what a person has.</summary>
    public static bool IsDecision(Finding finding) => finding.Kind == DifferenceFinding.Unexplained || finding.Kind == DifferenceFinding.Data;

    private static Finding Of(InstalledDifference difference, IReadOnlyCollection<string> accepted, bool force)
    {
        var (name, what) = (difference.Part, difference.What);
        var finding = difference.Cost switch
        {
            DifferenceCost.Data => DifferenceFinding.Data.Say($"{name}: {what}. No answer is the reason, and data or access hangs on it. Keep your "
                + "files as they are, or accept this difference.") with
            {
                Consent = $"--accept-difference '{name}'",
            },
            DifferenceCost.None => DifferenceFinding.Improvement.Say($"{name}: {what}, so that {difference.Why}."),
            _ => DifferenceFinding.Unexplained.Say($"{name}: {what}. No answer is the reason. Keep your files as they are, or "
                + "accept all such differences.") with
            {
                Consent = "--force",
            },
        };
        var isAccepted = accepted.Contains(name) || (force && difference.Cost is DifferenceCost.Unexplained);
        return IsDecision(finding) && isAccepted ? finding with { Severity = Severity.Warning } : finding;
    }

    // What a shell or a panel filled in was asked for, and is an answer now.
    private static bool IsFilledIn(InstalledChange change) => change.Part.After(InstalledPart.Environment) is not null
        && change is { Before: { } before, After: not null } && (before.Length == 0 || Unknowns.IsFilledInElsewhere(before));

    /// <summary>Whether data, a secret or a lock hangs on a part, so that another value may lose it.</summary>
    public static bool IsData(Installed before, InstalledChange change) => change.Part switch
    {
        _ when change.Before is null || IsFilledIn(change) => false,
        { Path: "image" } => ImageReference.Of(change.Before) is var image && (change.After is null
            || ((image.ShortName.Contains("postgres", StringComparison.Ordinal) || image.ShortName.Contains("pg", StringComparison.Ordinal))
                && change.Before != change.After)),
        var part when part.After(InstalledPart.Mounts) is { } inside => inside.StartsWith("/var/lib/postgresql", StringComparison.Ordinal)
            || inside.StartsWith(Mathesar.ContainerPaths.Media, StringComparison.Ordinal)
            || inside.StartsWith(Mathesar.ContainerPaths.Secrets, StringComparison.Ordinal),
        { Service: "", Path: var path } => path.StartsWith("volumes.", StringComparison.Ordinal),
        var part =>
            part.After(InstalledPart.Environment) is "PGDATA" or "POSTGRES_PASSWORD" or "POSTGRES_PASSWORD_FILE"
            || (part.After(InstalledPart.Environment) is "SECRET_KEY" or "REQUIRE_SSO_LOGIN"
                && before[new(part.Service, "image")] is { } reader && !IsBeside(ImageReference.Of(reader).ShortName)),
    };

    // The official file hands all of Mathesar's variables to its database and its proxy, which read none of them.
    private static bool IsBeside(string image) =>
        image.Contains("postgres", StringComparison.Ordinal) || image.Contains("pg", StringComparison.Ordinal)
            || image.Contains("caddy", StringComparison.Ordinal);

    /// <summary>Answers that changed and do not reach what runs, because something of a person's own wins.</summary>
    /// <param name="former">What was generated last.</param>
    /// <param name="wanted">What is generated now.</param>
    /// <param name="result">What the files say once they are written.</param>
    /// <param name="wins">The name of the file in which something else stands.</param>
    /// <param name="answers">The answers that changed.</param>
    public static ImmutableArray<Finding> Overruled(
        Installed former, Installed wanted, Installed result, Func<InstalledChange, string> wins, ChangedAnswers answers) =>
    [
        .. former.ChangesTo(wanted).Where(c => c.After is not null && !InPlaceChanges.IsCare(c.Part) && result[c.Part] is { } present
                && present != c.After)
            .Select(c =>
                answers.Locate(DifferenceFinding.Overruled.Say($"{c.Part} was changed by an answer, and {wins(c)} says something else, which wins. "
                    + "Change or take out that line, or take the answer back."), c.Part)),
    ];

    // Asked for parts on which data, a secret or a lock hangs.
    private static string Loss(InstalledChange change) => change.Part switch
    {
        { Path: "image" } => "Another PostgreSQL cannot read the data of the one that made it.",
        var part when part.After(InstalledPart.Mounts) is not null || part.Service.Length == 0 =>
            "What lies there now is not found afterwards, and Mathesar starts with an empty place.",
        var part => part.After(InstalledPart.Environment) switch
        {
            "SECRET_KEY" => "Every database password that Mathesar stores can no longer be read.",
            "REQUIRE_SSO_LOGIN" => "Who may log in, and how, changes.",
            "PGDATA" => "PostgreSQL looks for its data elsewhere and starts empty.",
            _ => "Mathesar may no longer get into its database.",
        },
    };

    private static bool Starts(InstalledChange change, string prefix) => change.Part.Path.StartsWith(prefix, StringComparison.Ordinal);

    // Values may be secret; those of these parts are not.
    private static string Words(InstalledChange change) => change switch
    {
        { Before: null } => "is added",
        { After: null } => "is gone",
        { Part: var part } when part.Path is "image" || part.After(InstalledPart.Ports) is not null || part.After(InstalledPart.Mounts) is not null =>
            $"is {change.After} and was {change.Before}",
        _ => "is something else",
    };
}
