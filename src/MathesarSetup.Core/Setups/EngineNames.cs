using System.Collections.Immutable;
using MathesarSetup.Planning;
using MathesarSetup.Targets;
using MathesarSetup.Targets.Common;
using MathesarSetup.Targets.Compose;
using MathesarSetup.Targets.Docker;
using MathesarSetup.Targets.Podman;

namespace MathesarSetup.Setups;

/// <summary>How a target calls its objects in a container engine, so that whoever makes them, the same are found.</summary>
public static class EngineNames
{
    /// <summary>The container of a service: <c>mathesar-db-1</c> for Compose, <c>mathesar-db</c> for docker, <c>mathesar_db</c> for Podman's units.</summary>
    public static string Container(ITarget target, Plan plan, Service service) => target is PodmanTarget && PodmanTarget.HasUnits(plan)
        ? PodmanNames.Container(plan, service)
        : service.ContainerName ?? (IsCompose(target) ? $"{plan.Name}-{service.Name}-1" : DockerTarget.ContainerName(plan, service));

    /// <summary>The network in which the services find each other.</summary>
    public static string Network(ITarget target, Plan plan) => IsCompose(target) ? $"{plan.Name}_default" : plan.Name;

    /// <summary>The volume, the same for both targets.</summary>
    public static string Volume(Plan plan, string name) => RunScript.VolumeName(plan, name);

    /// <summary>Whether the target's objects carry Compose's labels.</summary>
    public static bool IsCompose(ITarget target) => target is ComposeTarget;

    /// <summary>Whether the target's objects are those of <c>run.sh</c>.</summary>
    public static bool IsDocker(ITarget target) => target is DockerTarget;

    /// <summary>The file with the variables of a container of <c>run.sh</c>.</summary>
    public static string EnvFile(Service service) => ContainerEnvFile.NameOf(service);

    /// <summary>The files whose content <c>run.sh</c> watches for a container.</summary>
    public static ImmutableArray<string> ScriptFiles(Plan plan, Service service) => RunCommand.Files(plan, service);

    /// <summary>What <c>run.sh</c>, called in a directory, hands to <c>docker run</c> for a container.</summary>
    public static ImmutableArray<string> ScriptArguments(Plan plan, Service service, string directory) =>
        [.. RunCommand.Of(plan, service, RunEngine.Docker).Meanings[3..].Select(m => m.Replace("\0PWD\0", directory, StringComparison.Ordinal))];

    /// <summary>The label by which Compose notices a changed mounted file; null when the service has none.</summary>
    public static string? FilesLabel(Plan plan, Service service) => PlannedFiles.Fingerprint(plan, service);
}
