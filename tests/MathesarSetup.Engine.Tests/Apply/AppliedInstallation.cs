using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>An installation that is applied to the real engine, with stand-ins for images, and in the end removed without a trace.</summary>
internal sealed class AppliedInstallation : IDisposable
{
    private static readonly Lazy<EngineInfo> s_engine =
        new(() => EngineFinder.FindAsync().GetAwaiter().GetResult().Engine ?? throw RealPart.Missing("A Docker engine", "start dockerd"));

    private readonly TemporaryDirectory _folder = new();
    private readonly string _docker = StandIns.Require();

    public AppliedInstallation(params (string Key, string Text)[] more)
    {
        Directory = _folder.At("install");
        Draft = more.Aggregate(
            Draft.Empty.With("install.name", Name).With("access.port", Port.ToString(CultureInfo.InvariantCulture))
                .With("mathesar.image", StandIns.Mathesar("0.12.0")).With("database.image", StandIns.Postgres),
            static (draft, text) => draft.With(text.Key, text.Text)).Settle(Scenarios.Machine);
    }

    public static EngineInfo Engine => s_engine.Value;

    public string Name { get; } = "applied-" + Guid.NewGuid().ToString("n")[..12];

    public int Port { get; } = FreePort.Take();

    public string Directory { get; init; }

    public Draft Draft { get; set; }

    /// <summary>Everything that was told, in order.</summary>
    public List<ApplyEvent> Events { get; } = [];

    public string Web => Container("mathesar");

    public string Database => Container("db");

    public string Container(string service)
    {
        var setup = Setup.Of(Draft);
        return setup.Target.ContainerName(setup.Plan, setup.Plan.Services.First(s => s.Name == service));
    }

    public ApplyRequest Request(params (string Key, string Text)[] changes)
    {
        var setup = Setup.Of(changes.Aggregate(Draft, static (draft, text) => draft.With(text.Key, text.Text)));
        return new ApplyRequest
        {
            Setup = setup,
            Files = new FileSet(setup.Files, []),
            Directory = Directory,
            Engine = Engine,
            Timeout = TimeSpan.FromMinutes(2),
            Compose = [new ComposeProgram(RealPart.Compose2(), [])],
        };
    }

    public static ApplyChanges Compare(ApplyRequest request) => Applier.CompareAsync(request).GetAwaiter().GetResult();

    public ApplyResult Apply(params (string Key, string Text)[] changes) => Apply(Request(changes));

    public ApplyResult Apply(ApplyRequest request) => Applier.RunAsync(request, Tell).GetAwaiter().GetResult();

    /// <summary>Applies with somebody who listens, and who may cancel.</summary>
    public ApplyResult Apply(ApplyRequest request, Action<ApplyEvent> listener, CancellationTokenSource cancel) =>
        Applier.RunAsync(request, told => { Tell(told); listener(told); }, cancel.Token).GetAwaiter().GetResult();

    /// <summary>Applies and takes it to succeed; from then on these are the answers.</summary>
    public AppliedInstallation Install(params (string Key, string Text)[] changes)
    {
        var result = Apply(changes);
        Assert.True(result.Outcome is ApplyOutcome.Applied, Explain(result));
        Draft = changes.Aggregate(Draft, static (draft, text) => draft.With(text.Key, text.Text));
        return this;
    }

    public ApplyResult? Recover() => Applier.RecoverAsync(Directory, Tell).GetAwaiter().GetResult();

    /// <summary>Runs docker and takes it to succeed.</summary>
    public Outcome Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful();

    public JsonNode Inspect(string container) => JsonNode.Parse(Docker("container", "inspect", container).Output)![0]!;

    /// <summary>What a person could tell apart: files, containers with their ids and whether they run, and the network.</summary>
    public ImmutableSortedDictionary<string, string> State() =>
        Files().Concat(Containers().Select(line => line.Split(' '))
            .Select(words => KeyValuePair.Create("container " + words[0], $"{words[1]} {words[2]}")))
            .Concat(List("network", "ls", "--format", "network {{.Name}}").Select(n => KeyValuePair.Create(n, "")))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Name, id and state of every container of the installation.</summary>
    public string[] Containers() => List("ps", "--all", "--no-trunc", "--format", "{{.Names}} {{.ID}} {{.State}}");

    public string[] Volumes() => List("volume", "ls", "--format", "{{.Name}}");

    /// <summary>The volumes without a name that a container has.</summary>
    public string[] NamelessVolumes(string container) =>
        [.. Docker("container", "inspect", "--format", "{{range .Mounts}}{{println .Name}}{{end}}", container).Output.Split('\n')
            .Where(static name => name.Length == 64).Order(StringComparer.Ordinal)];

    /// <summary>Whether the engine has a volume.</summary>
    public bool HasVolume(string name) => new ChildProcess(_docker, "volume", "inspect", name).Run().ExitCode == 0;

    /// <summary>The engine's clock.</summary>
    public string Now() => Docker("info", "--format", "{{.SystemTime}}").Output.Trim();

    /// <summary>The exit codes of the installation's containers that have ended since a moment.</summary>
    public string[] ExitCodes(string since)
    {
        const string Format = "{{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}";
        var ends = Docker("events", "--since", since, "--until", Now(), "--filter", "event=die", "--format", Format).Output;
        return [.. from line in ends.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                   let words = line.Split(' ')
                   where words[0].Contains(Name, StringComparison.Ordinal)
                   select words[1]];
    }

    /// <summary>Whether the bundled database opens with a password, asked as Mathesar asks it.</summary>
    public bool Opens(string password)
    {
        using var engine = new EngineConnection(Engine.Endpoint);
        var answers = Draft.Read().Answers;
        var database = new DatabasePassword(
            new ContainerShell(engine, Database), answers.Get(DatabaseSettings.User), answers.Get(DatabaseSettings.Name));
        Assert.True(database.AnswersAsync(default).GetAwaiter().GetResult());
        return database.TryAsync(password, default).GetAwaiter().GetResult().Works;
    }

    public Running.Answer Get(string path, string? host = null) => Running.Answer.To($"http://127.0.0.1:{Port}{path}", host);

    public string Explain(ApplyResult result) =>
        $"{result.Outcome}: {string.Join('\n', result.Findings.Select(f => $"{f.Code}: {f.Message}"))}\n{string.Join('\n', result.LastLines)}\n"
            + $"{string.Join('\n', Events.Select(e => $"{e.Step} {e.State} {e.Message}"))}";

    public void Dispose()
    {
        RemoveFromEngine();
        Docker("run", "--rm", "--network", "none", "--volume", $"{_folder.Path}:/there", StandIns.Root, "find", "/there", "-mindepth", "1",
            "-delete");
        _folder.Dispose();
    }

    /// <summary>Removes containers, networks and volumes, as if nothing had ever been installed.</summary>
    public void RemoveFromEngine()
    {
        var containers = Containers().Select(line => line.Split(' ')[1]).ToArray();
        if (containers is not [])
        {
            Docker(["rm", "--force", "--volumes", .. containers]);
        }

        foreach (var network in List("network", "ls", "--format", "{{.Name}}"))
        {
            Docker("network", "rm", network);
        }

        if (Volumes() is { Length: > 0 } volumes)
        {
            Docker(["volume", "rm", .. volumes]);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Files() =>
        !System.IO.Directory.Exists(Directory) ? [] : System.IO.Directory.EnumerateFiles(Directory, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Directory, path))
            .Where(path => !path.StartsWith(StateFolder.Name, StringComparison.Ordinal) && !path.StartsWith("data", StringComparison.Ordinal))
            .Select(path => KeyValuePair.Create("file " + path, File.ReadAllText(Path.Join(Directory, path))));

    private void Tell(ApplyEvent told) => Events.Add(told);

    private string[] List(params string[] command) =>
        [.. Docker([.. command, "--filter", $"name={Name}"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
