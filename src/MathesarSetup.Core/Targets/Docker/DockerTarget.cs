using MathesarSetup.Catalogue;
using MathesarSetup.Documents;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Docker;

/// <summary>Plain docker: <c>run.sh</c>, a POSIX script that calls docker, and one raw env file for each container.</summary>
public sealed class DockerTarget : ITarget
{
    public string Id => "docker";

    public string Title => "Docker without Compose";

    public string Consequence => "One script, run.sh, that calls docker; nothing else is needed.";

    public FileSet Render(Plan plan) => new(
        [
            new GeneratedFile("run.sh", RunScript.Write(plan), "Starts, stops and removes the containers. Holds no secret.") { Mode = GeneratedFile.Executable },
            .. plan.Services.Where(s => s.Environment is not []).Select(s => EnvFile(s)),
            .. PlannedFiles.Of(plan),
        ], []);

    public Instructions Instructions(Plan plan) => new(
        Start: "./run.sh",
        Stop: "./run.sh stop",
        Logs: "./run.sh logs",
        Update: "./run.sh pull && ./run.sh",
        Backup: plan.Database is { } database
            ? $"docker exec {ContainerName(plan, database)} pg_dumpall --username {Sh.Quote(plan.Answers.Get(DatabaseSettings.User))} > backup.sql"
            : "",
        Remove: "./run.sh remove");

    /// <summary>The container's name: the installation's own for Mathesar, with a suffix for the others.</summary>
    internal static string ContainerName(Plan plan, Service service) => service.Role is ServiceRole.Web ? plan.Name : $"{plan.Name}-{service.Name}";

    /// <summary>The file that carries a container's variables.</summary>
    internal static string EnvFileName(Service service) => $"{service.Name}.env";

    private static GeneratedFile EnvFile(Service service)
    {
        var file = new RawEnvFile($"Variables for the container of {service.Name}, read by `docker run --env-file`.\nThe whole rest of a line is the value: quotes would be part of it. Run ./run.sh after a change.");
        foreach (var entry in service.Environment)
        {
            file.Blank();
            file.Add(entry.Name, entry.Value, entry.IsSecret && entry.From?.Why is { } why ? $"{entry.Comment} {why}" : entry.Comment);
        }

        return new GeneratedFile(EnvFileName(service), file.Write(), $"The variables of {service.Name}, secrets among them.") { Mode = GeneratedFile.Private };
    }
}
