using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>What starts an installation from its generated files.</summary>
public abstract record Runner(string Name, string Target)
{
    public static readonly Runner Compose2 = new ByCompose("docker compose 2.26", RealPart.Compose2, "-", Waits: true);
    public static readonly Runner Compose1 = new ByCompose("docker-compose 1.29", RealPart.Compose1, "_", Waits: false);
    public static readonly Runner Script = new ByScript();

    public static readonly IReadOnlyList<Runner> All = [Compose2, Compose1, Script];

    public static Runner Find(string name) => All.Single(r => r.Name == name);

    /// <summary>Starts what the directory describes; some come back before it is healthy.</summary>
    public abstract Outcome Start(string directory);

    /// <summary>Removes containers and network, as a person would. The data stays.</summary>
    public abstract Outcome Remove(string directory);

    /// <summary>The container of a service.</summary>
    public abstract string Container(string installation, string service);

    private static ChildProcess Process(string file, string directory, params string[] arguments) =>
        new(file, arguments) { Directory = directory, Timeout = TimeSpan.FromMinutes(3) };

    private sealed record ByCompose(string Name, Func<string> Program, string Separator, bool Waits) : Runner(Name, "compose")
    {
        public override Outcome Start(string directory) =>
            Process(Program(), directory, Waits ? ["up", "--detach", "--wait"] : ["up", "--detach"]).Run();

        public override Outcome Remove(string directory) => Process(Program(), directory, "down").Run();

        public override string Container(string installation, string service) => string.Join(Separator, installation, service, "1");
    }

    private sealed record ByScript() : Runner("run.sh", "docker")
    {
        public override Outcome Start(string directory) => Process(Path.Combine(directory, "run.sh"), directory).Run();

        public override Outcome Remove(string directory) => Process(Path.Combine(directory, "run.sh"), directory, "remove").Run();

        public override string Container(string installation, string service) => service == "mathesar" ? installation : $"{installation}-{service}";
    }
}
