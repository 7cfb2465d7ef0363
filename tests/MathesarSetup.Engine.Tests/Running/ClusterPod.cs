using System.Text.Json.Nodes;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>Mathesar's pod as a node would run it, by the real engine: command, variables, files and rights are those of the manifests.</summary>
internal sealed class ClusterPod : IDisposable
{
    private readonly string _docker = StandIns.Require();
    private readonly TemporaryDirectory _files = new();
    private readonly List<string> _containers = [];
    private readonly Dictionary<string, JsonObject> _objects;

    public ClusterPod(Draft draft)
    {
        var setup = Setup.Of(draft.With("target", "kubernetes"));
        Assert.DoesNotContain(setup.Findings, f => f.Severity is Severity.Error);
        _objects = HelmStandIn.Read(setup.Target.Render(setup.Plan).Files.Select(f => f.Content)).SelectMany(d => d)
            .Where(d => d["metadata"] is not null).ToDictionary(d => $"{d["kind"]}/{d["metadata"]!["name"]}", StringComparer.Ordinal);
        foreach (var (name, text) in Data("ConfigMap/mathesar-scripts", "data"))
        {
            _files.Write($"scripts/{name}", text);
        }
    }

    private JsonNode Pod => _objects["Deployment/mathesar"]["spec"]!["template"]!["spec"]!;

    /// <summary>Runs the set-up to its end.</summary>
    public Outcome Prepare() => new ChildProcess(_docker, [.. Arguments(Pod["initContainers"]![0]!, "prepare", "--rm")]).Run();

    /// <summary>Starts the set-up and gives the name of its container.</summary>
    public string StartPreparing() => Start(Pod["initContainers"]![0]!, "prepare");

    /// <summary>Starts the web server on a port of this machine.</summary>
    public void Serve(int port) => Start(Pod["containers"]![0]!, "serve", "--publish", $"127.0.0.1:{port}:8000");

    /// <summary>What a container has said so far, on both streams.</summary>
    public string Log(string container)
    {
        var log = new ChildProcess(_docker, "logs", container).Run().Successful();
        return log.Output + log.Errors;
    }

    /// <summary>Waits for a container to end and gives its exit code.</summary>
    public string End(string container) => new ChildProcess(_docker, "wait", container).Run().Successful().Output.Trim();

    public void Dispose()
    {
        foreach (var container in _containers)
        {
            new ChildProcess(_docker, "rm", "--force", "--volumes", container).Run();
        }

        _files.Dispose();
    }

    private string Start(JsonNode container, string what, params string[] options)
    {
        var name = "cluster-pod-" + Guid.NewGuid().ToString("n")[..12];
        _containers.Add(name);
        new ChildProcess(_docker, [.. Arguments(container, what, ["--detach", "--name", name, .. options])]).Run().Successful();
        return name;
    }

    private IEnumerable<string> Arguments(JsonNode container, string name, params string[] more)
    {
        var command = container["command"]!.AsArray().Select(c => (string)c!).ToArray();
        var drop = container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Select(c => $"--cap-drop={c}");
        // A file for each start: several start at once.
        var variables = _files.Write($"{name}-{Guid.NewGuid():n}.env", string.Concat(Variables(container).Select(v => $"{v.Key}={v.Value}\n")));
        return
        [
            "run",
            .. more, .. drop, "--security-opt", "no-new-privileges", "--env-file", variables, "--add-host", "db.test:host-gateway", "--tmpfs",
            "/code/static",
            "--volume", $"{_files.At("scripts")}:/opt/mathesar-setup:ro", "--entrypoint", command[0], (string)container["image"]!, .. command[1..],
        ];
    }

    private IEnumerable<KeyValuePair<string, string>> Variables(JsonNode container) =>
    [
        .. container["envFrom"]!.AsArray().SelectMany(f => Data($"ConfigMap/{f!["configMapRef"]!["name"]}", "data")),
        .. container["env"]!.AsArray()
            .Select(e => KeyValuePair.Create((string)e!["name"]!,
                Data($"Secret/{e["valueFrom"]!["secretKeyRef"]!["name"]}", "stringData")[(string)e["valueFrom"]!["secretKeyRef"]!["key"]!])),
    ];

    private Dictionary<string, string> Data(string name, string field) =>
        _objects[name][field]!.AsObject().ToDictionary(d => d.Key, d => (string)d.Value!, StringComparer.Ordinal);
}
