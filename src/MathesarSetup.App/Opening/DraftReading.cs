using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Opening;

/// <summary>What was said in all places together, and what is wrong with the places.</summary>
public sealed record DraftReading(Draft Draft, ImmutableArray<Finding> Findings, ImmutableArray<SourceFile> Files)
{
    /// <summary>The answers that were written last; null before the first write.</summary>
    public Draft? Written { get; init; }

    /// <summary>The machine that answers are made up for.</summary>
    public Machine Machine { get; init; } = ThisMachine.Read();

    /// <summary>The answers that somebody changed in generated files.</summary>
    public Draft Edited { get; init; } = Draft.Empty;

    /// <summary>The files of an installation that stay their author's, as they lie in the directory; none where all are generated.</summary>
    public ImmutableArray<FoundFile> Theirs { get; init; } = [];

    /// <summary>The answers as the files of the directory say them.</summary>
    public Draft Former => new Draft((Written ?? Draft).Texts).With(Edited.Texts);

    /// <summary>All that follows, once what must not move later is written down and missing secrets are made.</summary>
    public (Setup Setup, ImmutableArray<Finding> Findings) Settle()
    {
        var setup = InPlaceSetup.Of(Setup.Of(Draft.Settle(Machine)), Former, Theirs);
        var costs = Written is null ? [] : ChangeFindings.Of(Written.Read().Answers, setup);
        var located = StandingSecrets.Tell(setup.Findings, Machine.Lost, Draft).Concat(costs).Select(ForOneTarget)
            .Select(Locate);
        return (setup, [.. Findings.Concat(located).Distinct().OrderBy(f => f.Severity)]);
    }

    /// <summary>
    /// The files to write into a directory. A file of answers that was read from there and says the same already stays as its writer laid it out; one
    /// that says less may be replaced.
    /// </summary>
    public FileSet FilesFor(Setup setup, string directory) => new([.. Merged(setup.Files, directory)], []);

    /// <summary>The same for files that belong to no single target.</summary>
    public IEnumerable<GeneratedFile> Merged(IEnumerable<GeneratedFile> files, string directory) =>
        files.Select(file => Files.FirstOrDefault(f => f.Content is not null && f.Path == Path.Join(directory, file.Path)) is { } source
            ? source.Merge(file)
            : file);

    // The answers of generate for every target lie above the targets' folders, and other verbs are for one.
    private Finding ForOneTarget(Finding finding) =>
        finding.Key == RunSettings.Target.Key && Draft.Texts.GetValueOrDefault(RunSettings.Target.Key) == EveryTarget.Id
            ? finding with
            {
                Message = "These answers are for every way to run Mathesar, which generate alone takes. Name one way with --target, or go to the "
                    + "folder of one, such as compose.",
            }
            : finding;

    // A text that a flag overruled is not what the finding is about.
    private Finding Locate(Finding finding) => finding.Key is { } key && Draft.Texts.TryGetValue(key, out var text)
        ? Files.Reverse().Where(file => file.Reading.Draft.Texts.GetValueOrDefault(key) == text)
            .Aggregate(finding, static (found, file) => file.Reading.Locate(found))
        : finding;
}
