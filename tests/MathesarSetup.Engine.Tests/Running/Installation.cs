using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>
/// An installation on the real engine, with stand-ins for images: generated, written by the engine's own writer, started, and in the end removed
/// without a trace.
/// </summary>
internal sealed class Installation : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _docker = StandIns.Require();
    private readonly HashSet<string> _volumes = [];

    public Installation(Runner runner, Draft draft, string folder = "files")
    {
        Runner = runner;
        Draft = draft
            .With("install.name", Name)
            .With("target", runner.Target)
            .With("access.port", Port.ToString(CultureInfo.InvariantCulture))
            .With("mathesar.image", StandIns.Mathesar(draft.Read().Answers.Get(RunSettings.Version).ToString()))
            .With("database.image", StandIns.Postgres);
        Directory = _directory.At(folder);
        Write(Draft);
    }

    public Runner Runner { get; }

    public string Name { get; } = "stand-in-" + Guid.NewGuid().ToString("n")[..12];

    public int Port { get; } = FreePort.Take();

    public string Directory { get; }

    public Draft Draft { get; private set; }

    public Plan Plan => Setup.Of(Draft).Plan;

    /// <summary>Mathesar's container.</summary>
    public string Web => Container("mathesar");

    public string Container(string service) => Runner.Container(Name, service);

    /// <summary>Generates the files of a draft and writes them.</summary>
    public void Write(Draft draft)
    {
        Draft = draft;
        var setup = Setup.Of(draft);
        Assert.DoesNotContain(setup.Findings, f => f.Severity is Severity.Error);
        var result = InstallDirectory.Open(Directory).Write(new([.. setup.Files], []), force: true);
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(f => f.Message)));
    }

    /// <summary>Starts it and waits until Mathesar is healthy.</summary>
    public void Start()
    {
        TryStart().Successful();
        WaitUntil(() => Inspect(Web)["State"]!["Health"]!["Status"]!.GetValue<string>() == "healthy");
    }

    /// <summary>Starts it as a person would, and says how that ended.</summary>
    public Outcome TryStart()
    {
        Remember();
        return Runner.Start(Directory);
    }

    /// <summary>Removes containers and network as a person would. The data stays.</summary>
    public Outcome Remove()
    {
        Remember();
        return Runner.Remove(Directory);
    }

    /// <summary>Everything that the engine knows of a container.</summary>
    public JsonNode Inspect(string container) => JsonNode.Parse(Docker("container", "inspect", container).Output)![0]!;

    /// <summary>Runs docker and takes it to succeed.</summary>
    public Outcome Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful();

    /// <summary>What a container has said, on both streams.</summary>
    public string Log(string container)
    {
        var log = Docker("logs", container);
        return log.Output + log.Errors;
    }

    /// <summary>Runs a command in a container and gives what it prints.</summary>
    public string Execute(string container, params string[] command) => Docker(["exec", container, .. command]).Output.TrimEnd('\n');

    /// <summary>Asks Mathesar, without following redirects.</summary>
    public Answer Get(string path, string? host = null) => Answer.To($"http://127.0.0.1:{Port}{path}", host);

    /// <summary>The variables that Mathesar's web server has.</summary>
    public Dictionary<string, string> Environment() => Get("/environment").Body.Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Waits for what takes the engine a while, 3 minutes at most.</summary>
    public void WaitUntil(Func<bool> happened) =>
        Eventually.Happens(happened, () => $"{Web} says:\n{(Containers().Contains(Web) ? Log(Web) : "nothing, it is not there")}");

    /// <summary>The containers of this installation, running or not.</summary>
    public string[] Containers() => List("ps", "--all", "--format", "{{.Names}}");

    /// <summary>The volumes of this installation.</summary>
    public string[] Volumes() => List("volume", "ls", "--format", "{{.Name}}");

    public void Dispose()
    {
        Remember();
        foreach (var container in Containers())
        {
            Docker("rm", "--force", container);
        }

        foreach (var network in List("network", "ls", "--format", "{{.Name}}"))
        {
            Docker("network", "rm", network);
        }

        Docker(["volume", "rm", "--force", .. _volumes, .. Volumes(), Name]);

        // Servers in containers own what they keep in a directory.
        Docker("run", "--rm", "--network", "none", "--volume", $"{_directory.Path}:/there", StandIns.Root, "find", "/there", "-mindepth", "1",
            "-delete");
        _directory.Dispose();
    }

    // Mathesar's image declares volumes without a name, which stay behind when a container is made anew.
    private void Remember() => _volumes.UnionWith(Containers().SelectMany(c =>
        Docker("container", "inspect", "--format", "{{ range .Mounts }}{{ println .Name }}{{ end }}", c).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)));

    private string[] List(params string[] command) =>
        [.. Docker([.. command, "--filter", $"name={Name}"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
