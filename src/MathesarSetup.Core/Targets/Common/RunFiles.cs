using System.Collections.Immutable;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Common;

/// <summary>An installation that <c>run.sh</c> starts: its files, and what is typed with it.</summary>
internal static class RunFiles
{
    /// <summary>The script for an engine, and the variables of its containers.</summary>
    public static ImmutableArray<GeneratedFile> Of(Plan plan, RunEngine engine) =>
    [
        new GeneratedFile("run.sh", RunScript.Write(plan, engine), "Starts, stops and removes the containers. Holds no secret.")
        {
            Mode = GeneratedFile.Executable,
        },
        .. plan.Services.Where(s => s.Environment is not []).Select(s => ContainerEnvFile.Make(s, s.Environment,
            $"Variables for the container of {s.Name}, read by `{engine.Program} run --env-file`.\nThe whole rest of a line is the value: "
                + "quotes would be part of it. Run ./run.sh after a change.", $"The variables of {s.Name}, secrets among them.")),
        .. PlannedFiles.Of(plan),
    ];

    /// <param name="rights">What stands before a command, such as <c>sudo </c>.</param>
    public static Instructions Commands(Plan plan, RunEngine engine, string rights = "")
    {
        var database = plan.Database is { } d
            ? DatabaseCommands.Of(plan.Answers, command => $"{rights}{engine.Program} exec -i {ObjectNames.Container(plan, d)} {command}")
            : null;
        return new(
            Start: $"{rights}./run.sh",
            Stop: $"{rights}./run.sh stop",
            Logs: $"{rights}./run.sh logs",
            Update: $"{rights}./run.sh pull && {rights}./run.sh",
            Backup: database?.Backup ?? "",
            Remove: $"{rights}./run.sh remove")
        {
            Restore = database?.Restore($"{rights}{engine.Program} stop {ObjectNames.Container(plan, plan.Web)}", $"{rights}./run.sh") ?? "",
        };
    }
}
