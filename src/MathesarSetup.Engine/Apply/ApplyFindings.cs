using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Apply;

/// <summary>The findings about applying: codes <c>apply.*</c>, those of <see cref="Guards"/> aside.</summary>
internal static class ApplyFindings
{
    public static Finding OtherTarget(Setup setup) =>
        ApplyFinding.OtherTarget.Say($"{setup.Target.Title} is started by its own commands here. Write the files with "
            + $"`mathesar-setup generate`, then run in their directory: {setup.Instructions.Start}",
            RunSettings.Target.Key);

    /// <summary>Whether the exception is the disk's or the engine's doing.</summary>
    public static bool IsWorlds(Exception problem) => FileFindings.IsFileProblem(problem) || EngineFindings.IsEngineProblem(problem);

    /// <summary>What an exception of the engine or the disk means.</summary>
    /// <param name="directory">The install directory.</param>
    public static Finding From(Exception problem, Uri endpoint, string directory) => problem switch
    {
        // The system's own numbers are positive, those of a broken connection are .NET's.
        FindingException or UnauthorizedAccessException or IOException { HResult: > 0 } => FileFindings.From(problem, directory),
        _ when EngineFindings.IsLost(problem) => EngineFindings.Lost(endpoint, problem),
        _ => Engine(EngineFindings.Words(problem)),
    };

    private static Finding Engine(string words) => words switch
    {
        _ when Says(words, "port is already allocated", "address already in use", "rootlessport") =>
            ApplyFinding.PortInUse.Say($"The engine could not open a port: {words}. Stop what holds it, or choose another port."),
        _ when Says(words, "non-overlapping", "Pool overlaps", "address pools have been fully subnetted") =>
            ApplyFinding.NoSubnet.Say($"The engine has no free range of addresses left for a network: {words}. "
                + "Remove networks that nobody needs (`docker network prune`), or give the engine more by default-address-pools in daemon.json."),
        _ when Says(words, "no space left", "disk quota") =>
            ApplyFinding.DiskFull.Say($"The disk of the engine is full: {words}. Free some space, such as by `docker image prune`, and try again."),
        _ when Says(words, "bind source path does not exist", "no such file or directory") && Says(words, "bind", "mount") =>
            ApplyFinding.MountMissing.Say($"A file or folder that a container needs is missing: {words}. Put it in place and try again."),
        _ when Says(words, "is already in use by container") =>
            ApplyFinding.NameInUse.Say(
                $"Another container took a name in the meantime: {words}. Remove it, or choose another name for this installation."),
        _ => ApplyFinding.EngineRefused.Say($"The engine refused a step: {words}."),
    };

    private static bool Says(string words, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
