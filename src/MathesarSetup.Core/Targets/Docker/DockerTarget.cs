using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Docker;

/// <summary>Plain docker: <c>run.sh</c>, a POSIX script that calls docker, and one raw env file for each container.</summary>
public sealed class DockerTarget : ITarget
{
    public TargetKind Kind => TargetKinds.Docker;

    public FileSet Render(Plan plan) => new(Files(plan, RunEngine.Docker), []);

    public Instructions Instructions(Plan plan) => Commands(plan, "docker");

    /// <summary>What is typed with <c>run.sh</c>.</summary>
    internal static Instructions Commands(Plan plan, string program, string rights = "")
    {
        var database = plan.Database is { } d ? DatabaseCommands.Of(plan.Answers, command => $"{rights}{program} exec -i {ContainerName(plan, d)} {command}") : null;
        return new(
            Start: $"{rights}./run.sh",
            Stop: $"{rights}./run.sh stop",
            Logs: $"{rights}./run.sh logs",
            Update: $"{rights}./run.sh pull && {rights}./run.sh",
            Backup: database?.Backup ?? "",
            Remove: $"{rights}./run.sh remove")
        {
            Restore = database?.Restore($"{rights}{program} stop {ContainerName(plan, plan.Web)}", $"{rights}./run.sh") ?? "",
        };
    }

    /// <summary>The container's name: the installation's own for Mathesar, with a suffix for the others.</summary>
    internal static string ContainerName(Plan plan, Service service) => service.ContainerName ?? (service.Role is ServiceRole.Web ? plan.Name : $"{plan.Name}-{service.Name}");

    /// <summary>The script for an engine, and the variables of its containers.</summary>
    internal static ImmutableArray<GeneratedFile> Files(Plan plan, RunEngine engine) =>
    [
        new GeneratedFile("run.sh", RunScript.Write(plan, engine), "Starts, stops and removes the containers. Holds no secret.") { Mode = GeneratedFile.Executable },
        .. plan.Services.Where(s => s.Environment is not []).Select(s => ContainerEnvFile.Make(s, s.Environment,
            $"Variables for the container of {s.Name}, read by `{engine.Program} run --env-file`.\nThe whole rest of a line is the value: quotes would be part of it. Run ./run.sh after a change.", $"The variables of {s.Name}, secrets among them.")),
        .. PlannedFiles.Of(plan),
    ];
}
