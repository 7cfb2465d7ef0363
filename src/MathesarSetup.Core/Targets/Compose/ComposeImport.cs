using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Merging;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Compose;

/// <summary>Takes over what Compose files run; what was not understood of them goes on in an override file.</summary>
internal static class ComposeImport
{
    public static Recognition Knows(ImportRequest request) =>
        request.ComposeFiles is not null ? Recognition.Named
        : ComposeReader.Names([.. request.Files.Select(static f => f.Path)], null) is not []
            || request.Files.Any(static f => f.Path == DotEnv.FileName && f.Text.Contains("COMPOSE_FILE", StringComparison.Ordinal))
            ? Recognition.Likely
        : Recognition.None;

    public static ImportReading Read(TargetKind kind, ImportRequest request)
    {
        var (compose, found) = ComposeReader.Read(request.Files, request.ComposeFiles, request.ProjectName);
        if (found is not { Root: { } root })
        {
            return ImportReading.Failed(compose.Findings.Count > 0 ? compose.Findings.ToImmutable() : [ImportFindings.Nothing(request.Directory)]);
        }

        var answers = new Answering(compose.Lines);
        var (reader, release) = InstallationReader.Read(found, answers, request.Rebase);
        if (reader is null)
        {
            return ImportReading.Failed(ImportFindings.NotMathesar());
        }

        answers.Say(RunSettings.Target.Key, kind.Id);
        var replaced = Replaced(request);
        var unread = answers.Lines.Rest();
        var (text, kept, names) = replaced is [] ? (null, [], []) : OverrideWriter.Write(root, reader.Taken.Values, answers.Lines);
        answers.Lines.Keep(names);
        var lost = unread.Count(u => !kept.Any(k => k.File == u.File && k.Line <= u.Line && u.Line <= k.Last)
            && u.File != DotEnv.FileName && !ComposeReader.Overrides.Contains(u.File) && !OverrideWriter.IsHeading(u.Text));
        return FoundServices.Reading(kind, answers, release, unread, lost) with
        {
            Override = text is null ? null : Override(request, text),
            // What was not understood in an env file is the person's and stays in it.
            Replaced = [.. replaced.Select(f => f.Path == DotEnv.FileName ? f with { Text = answers.Lines.Understood(f) } : f)],
        };
    }

    private static ImmutableArray<FoundFile> Replaced(ImportRequest request)
    {
        var names = request.ComposeFiles ?? ComposeReader.Names([.. request.Files.Select(static f => f.Path)], null);
        return [.. request.Files.Where(f => (names.Contains(f.Path) && !ComposeReader.Overrides.Contains(f.Path)) || f.Path == DotEnv.FileName)];
    }

    private static FoundFile Override(ImportRequest request, string text) =>
        request.Files.FirstOrDefault(static f => ComposeReader.Overrides.Contains(f.Path)) is { } present
            ? present with { Text = FileMerge.Add(present.Path, present.Text, text) }
            : new FoundFile(ComposeReader.Overrides[0], text);
}
