using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Common;

/// <summary>What is told of services that were read line by line, from whatever a person wrote.</summary>
internal static class FoundServices
{
    /// <param name="unread">The lines that were not understood.</param>
    /// <param name="lost">How many of them go on nowhere.</param>
    public static ImportReading Reading(TargetKind kind, Answering answers, ReleaseGuess? release, ImmutableArray<Unread> unread, int lost)
    {
        if (unread.Length > lost)
        {
            answers.Findings.Add(ImportFindings.Kept(unread.Length - lost));
        }

        if (lost > 0)
        {
            answers.Findings.Add(ImportFindings.Lost(lost));
        }

        return new ImportReading(kind.Id, answers.Draft, [.. answers.Findings.Distinct().OrderBy(static f => f.Severity)], unread)
        {
            Release = release,
            Sources = answers.Lines.Files,
            Places = answers.Places,
        };
    }
}
