using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Merging;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Compose;

/// <summary>Takes over what Compose files run; what was not understood of them goes on in an override file.</summary>
internal static class ComposeImport
{
    public static Recognition Knows(ImportRequest request) =>
        request.ComposeFiles is not null ? Recognition.Named
        : ComposeFiles.Usual([.. request.Files.Select(static f => f.Path)]) is not []
            || request.Files.Any(static f => f.Path == DotEnv.FileName && f.Text.Contains("COMPOSE_FILE", StringComparison.Ordinal))
            ? Recognition.Likely
        : ComposeFiles.Candidates(request.Files) is not [] ? Recognition.Possible
        : Recognition.None;

    /// <summary>Files that are named and were not brought, as they are called from the installation's directory.</summary>
    public static IEnumerable<string> Mentions(ImportRequest request) =>
        Knows(request) is Recognition.None ? [] : ComposeReader.Read(request.Files, request.ComposeFiles, request.ProjectName).Reader.Missing.Keys;

    public static ImportReading Read(ITarget target, ImportRequest request)
    {
        var (compose, found) = ComposeReader.Read(request.Files, request.ComposeFiles, request.ProjectName);
        var missing = compose.Missing.Where(m => found is null || compose.IsNeeded(m.Key)).Where(static m => !m.Value.IsOptional)
            .Select(static m => ImportFindings.FileUnread(m.Key, m.Value.At, isNeeded: true)).ToArray();
        if (found is not { Root: { } root })
        {
            var problems = compose.Findings.Concat(missing).ToArray();
            return ImportReading.Failed(problems is [] ? [ImportFindings.Nothing(request.Directory)] : [.. problems]);
        }

        var answers = new Answering(compose.Lines);
        answers.Findings.AddRange(compose.Findings.Concat(missing));
        var (reader, release) = InstallationReader.Read(found, answers, request);
        if (reader is null)
        {
            return ImportReading.Failed([.. answers.Findings.OrderBy(static f => f.Severity)]);
        }

        answers.Say(RunSettings.Target.Key, target.Id);
        var replaced = Replaced(request, compose.Names);
        var (text, kept, names) = replaced is [] ? (null, [], []) : OverrideWriter.Write(root, Made(target, answers), reader.Taken, answers.Lines);
        var unread = answers.Lines.Rest();
        answers.Lines.Keep(names);
        var lost = unread.Count(u => !kept.Any(k => k.File == u.File && k.Line <= u.Line && u.Line <= k.Last)
            && u.File != DotEnv.FileName && !ComposeFiles.Overrides.Contains(u.File) && !OverrideWriter.IsHeading(u.Text));
        return FoundServices.Reading(target.Kind, answers, release, unread, lost) with
        {
            // Where it is found by what is in it, Compose has to be told its name.
            ChosenFiles = compose.Findings.Any(static f => f.Kind == ImportFinding.OtherName) ? compose.Names : null,
            Override = text is null ? null : Override(request, text),
            // What was not understood in an env file is the person's and stays in it.
            Replaced = [.. replaced.Select(f => f.Path == DotEnv.FileName ? f with { Text = answers.Lines.Understood(f) } : f)],
        };
    }

    // What the answers so far are generated to.
    private static FoundNode.Map Made(ITarget target, Answering answers)
    {
        var files = target.Render(Planner.Make(answers.Draft.Read().Answers)).Files.Select(static f => f.Found);
        return ComposeReader.Read([.. files], chosen: null, "").Found!.Root!;
    }

    private static ImmutableArray<FoundFile> Replaced(ImportRequest request, ImmutableArray<string> names) =>
        [.. request.Files.Where(f => (names.Contains(f.Path) && !ComposeFiles.Overrides.Contains(f.Path)) || f.Path == DotEnv.FileName)];

    private static FoundFile Override(ImportRequest request, string text) =>
        request.Files.FirstOrDefault(static f => ComposeFiles.Overrides.Contains(f.Path)) is { } present
            ? present with { Text = FileMerge.Add(present.Path, present.Text, text) }
            : new FoundFile(ComposeFiles.Overrides[0], text);
}
