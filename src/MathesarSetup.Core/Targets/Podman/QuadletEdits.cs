using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>The ways to bring one change into somebody's Quadlet files.</summary>
internal static class QuadletEdits
{
    public static IEnumerable<ImmutableArray<FoundFile>> Of(EditRequest request)
    {
        var (found, parts, _) = QuadletReader.Read(request.Files.Files);
        var context = QuadletContext.Of(request.Files.Files);
        return UnitEdits.Of(request, new UnitFiles(parts, QuadletReader.Read(request.Own).Parts,
            [
                .. context.Containers.Zip(found.Services).Select(u => new UnitPlace(u.First.Path, u.First.Section,
                    [.. u.Second.Variables.Values.Where(static v => v.FilledInBy is null).Select(static v => v.At)])
                {
                    Pod = context.PodOf(u.First)?.Path,
                }),
            ], [EnvLineEdit.ReadRaw])
        { IsQuadlet = true, Mount = QuadletPaths.FromUnit });
    }
}
