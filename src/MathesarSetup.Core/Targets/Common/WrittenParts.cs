using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Common;

/// <summary>All that the files of an installation say.</summary>
/// <param name="Parts">Part by part.</param>
/// <param name="Files">Files that are read line by line, such as those of variables.</param>
/// <param name="Observe">Reads the parts of other files of the same form.</param>
internal sealed record WrittenParts(
    ImmutableArray<FoundPart> Parts, ImmutableArray<FoundFile> Files, Func<ImmutableArray<FoundFile>, ImmutableArray<FoundPart>> Observe)
{
    /// <summary>The files that may stay where they lie and be edited there.</summary>
    public ImmutableArray<FoundFile> Sources { get; init; } = [];
}
