using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Common;

/// <summary>Reads back files that are written anew as a whole, such as units and manifests.</summary>
internal static partial class WrittenServices
{
    /// <summary>The script that puts the files in their place, and asks whether Mathesar answers.</summary>
    public const string InstallScript = "install.sh";

    /// <param name="found">What the files run; null when that could not be read.</param>
    /// <param name="sayMore">Says what only this target's files tell.</param>
    public static ImportReading Read(TargetKind kind, FoundInstallation? found, ImportRequest request, Action<Answering> sayMore)
    {
        var answers = new Answering(new ReadLines());
        if (found is null || InstallationReader.Read(found, answers, request.Rebase) is not { Reader: not null } read)
        {
            return ImportReading.Failed(ImportFindings.NotMathesar());
        }

        sayMore(answers);
        return Reading(kind, answers, request.Files, read.Release);
    }

    /// <summary>The reading of answers that were said already.</summary>
    public static ImportReading Reading(TargetKind kind, Answering answers, ImmutableArray<FoundFile> files, ReleaseGuess? release)
    {
        // The address that people type stands in the script alone.
        if (files.FirstOrDefault(static f => f.Path == InstallScript) is { } script && Address().Match(script.Text) is { Success: true } address)
        {
            answers.Say(AccessSettings.Url.Key, address.Groups[1].Value);
            answers.WithoutHost();
        }

        answers.Say(RunSettings.Target.Key, kind.Id);
        return new ImportReading(kind.Id, answers.Draft, [.. answers.Findings.Append(ImportFindings.WrittenAnew()).Distinct()
            .OrderBy(static f => f.Severity)], [])
        { Release = release };
    }

    [GeneratedRegex(@"(?m)^url='?(https?://[^\s']+)'?$")]
    private static partial Regex Address();
}
