using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Systemd;

/// <summary>The ways to bring one change into somebody's units and the files of variables of an installation without containers.</summary>
internal static class HostEdits
{
    public static IEnumerable<ImmutableArray<FoundFile>> Of(EditRequest request)
    {
        var files = request.Files.Files;
        var units = HostUnit.Of(files);
        var web = HostUnit.Web(units);
        var variables = HostVariables.Of(files, web, web?.Stem ?? "").Variables;
        return UnitEdits.Of(request, new UnitFiles(
            [.. units.SelectMany(static u => u.Parts())],
            [.. HostUnit.Of(request.Own).SelectMany(static u => u.Parts())],
            [
                new UnitPlace(web?.Path, "Service", [.. variables.Values.Where(static v => v.FilledInBy is null).Select(static v => v.At)]),
            ], [LauncherEnvFile.Read, SystemdEnvFile.Read]));
    }
}
