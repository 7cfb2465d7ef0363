using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>
/// An installation that the real <c>docker compose up</c> made from somebody's own Compose file, with a row in its database, and the answers that say
/// the same. In the end it is removed without a trace.
/// </summary>
internal sealed class ForeignInstallation : IDisposable
{
    // What an engine calls the volume of a mount.
    private const string VolumeName = "Name";

    public const string ComposeFile = "docker-compose.yml";

    private const string Password = "theirs-0123456789abcdef";

    private readonly TemporaryDirectory _folder = new();
    private readonly string _docker = StandIns.Require();

    /// <param name="compose">The Compose file; {name}, {port}, {mathesar}, {postgres}, {root} and {folder} stand for what a run has.</param>
    /// <param name="files">Files beside it.</param>
    public ForeignInstallation(string compose, params (string Path, string Text)[] files)
    {
        Directory = _folder.At("theirs");
        System.IO.Directory.CreateDirectory(Path.Join(Directory, "data"));
        Write(ComposeFile, Filled(compose));
        Write(".env", $"SECRET_KEY=theirs-0123456789-0123456789-0123456789-ab\nPG_PASSWORD={Password}\n");
        foreach (var (path, text) in files)
        {
            Write(path, Filled(text));
        }

        Draft = Draft.Empty.With("install.name", Name).With("access.port", Port.ToString(CultureInfo.InvariantCulture))
            .With("mathesar.image", StandIns.Mathesar("0.12.0")).With("mathesar.version", "0.12.0")
            .With("database.image", StandIns.Postgres).With("database.user", "keeper").With("database.name", "tables")
            .With("database.password", Password).With("secrets.key", "theirs-0123456789-0123456789-0123456789-ab")
            .With("admin.username", "admin").With("admin.password", "theirs0123456789").With("admin.email", "admin@example.com")
            .With("install.layout", "in-place").With("kept.web-service", "tables").With("kept.database-service", "store").Settle(Scenarios.Machine);
        try
        {
            Up();
            Eventually.Happens(() => Sql("CREATE TABLE kept AS SELECT 'a row' AS what").ExitCode == 0);
            Eventually.Happens(() => IsHealthy(Web));
            Docker("exec", "--env", "DJANGO_SUPERUSER_USERNAME=admin", "--env", "DJANGO_SUPERUSER_EMAIL=admin@example.com", "--env",
                "DJANGO_SUPERUSER_PASSWORD=theirs0123456789", Web, "python3", "manage.py", "createsuperuser", "--noinput");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; } = "theirs-" + Guid.NewGuid().ToString("n")[..12];

    public int Port { get; } = FreePort.Take();

    public string Directory { get; }

    public Draft Draft { get; }

    public string Web => $"{Name}-tables-1";

    public string Database => $"{Name}-store-1";

    public string Helper => $"{Name}-helper-1";

    public List<ApplyEvent> Events { get; } = [];

    public string Text(string path) => File.ReadAllText(Path.Join(Directory, path));

    public void Write(string path, string text) => File.WriteAllText(Path.Join(Directory, path), text);

    /// <summary>What is asked for when an answer is changed and the text that says it in a person's file.</summary>
    public ApplyRequest Request(string path, string old, string replaced, params (string Key, string Text)[] answers)
    {
        var before = Text(path);
        Assert.Contains(old, before, StringComparison.Ordinal);
        return Request(answers) with
        {
            Files = Files(path, before.Replace(old, replaced, StringComparison.Ordinal)),
        };
    }

    public ApplyRequest Request(params (string Key, string Text)[] answers) => new()
    {
        Setup = Setup.Of(answers.Aggregate(Draft, static (draft, text) => draft.With(text.Key, text.Text))),
        Files = Files(),
        Directory = Directory,
        Engine = AppliedInstallation.Engine,
        Timeout = TimeSpan.FromMinutes(2),
        Compose = [new ComposeProgram(RealPart.Compose2(), [])],
        PasswordIsSaid = true,
    };

    public ApplyResult Apply(ApplyRequest request) => Applier.RunAsync(request, Events.Add).GetAwaiter().GetResult();

    public void Install(ApplyRequest request)
    {
        var result = Apply(request);
        Assert.True(result.Outcome is ApplyOutcome.Applied, Explain(result));
    }

    /// <summary>Takes it that nothing differs from what these answers and the files as they lie there say.</summary>
    public void ExpectNothingToDo(params (string Key, string Text)[] answers)
    {
        var changes = AppliedInstallation.Compare(Request(answers));
        Assert.Empty(changes.Changes.Where(static c => c.IsDifference).Select(static c => $"{c.Verb} {c.Name}: {c.Why}"));
        var result = Apply(Request(answers));
        Assert.True(result.Outcome is ApplyOutcome.Unchanged, Explain(result));
    }

    public ApplyResult? Recover() => Applier.RecoverAsync(Directory, Events.Add).GetAwaiter().GetResult();

    public string Explain(ApplyResult result) =>
        $"{result.Outcome}: {string.Join('\n', result.Findings.Select(static f => $"{f.Code}: {f.Message}"))}\n"
            + $"{string.Join('\n', result.LastLines)}\n{string.Join('\n', Events.Select(static e => $"{e.Step} {e.State} {e.Message}"))}";

    public Outcome Docker(params string[] arguments) => new ChildProcess(_docker, arguments).Run().Successful();

    public void Up(params string[] services) => Compose(["up", "--detach", "--pull", "never", .. services]);

    public void Compose(params string[] arguments) =>
        new ChildProcess(RealPart.Compose2(), ["--file", ComposeFile, "--project-name", Name, .. arguments]) { Directory = Directory }
            .Run().Successful();

    public string Row() => Sql("SELECT what FROM kept").Successful().Output.Trim();

    public JsonNode Inspect(string container) => JsonNode.Parse(Docker("container", "inspect", container).Output)![0]!;

    /// <summary>Every container with its id and whether it runs.</summary>
    public ImmutableSortedDictionary<string, string> Containers() =>
        List("ps", "--all", "--no-trunc", "--format", "{{.Names}} {{.ID}} {{.State}}").Select(static line => line.Split(' ', 2))
            .ToImmutableSortedDictionary(static words => words[0], static words => words[1], StringComparer.Ordinal);

    public string[] Volumes() => List("volume", "ls", "--format", "{{.Name}}");

    /// <summary>
    /// What a container is, line by line, without what each has for itself: ids, times, what the engine gives, and the marks of who made it.
    /// </summary>
    public ImmutableSortedSet<string> Made(string container)
    {
        var found = Inspect(container);
        var lines = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        Add(lines, "Config", found["Config"]!);
        Add(lines, "HostConfig", found["HostConfig"]!);
        foreach (var mount in found["Mounts"]!.AsArray())
        {
            // A volume without a name has to be mounted by the one that the engine gave it.
            var volume = mount![VolumeName];
            Add(lines, $"Mounts.{mount["Destination"]}", volume?.GetValue<string>().Length == 64 ? volume : mount);
        }

        foreach (var (network, place) in found["NetworkSettings"]!["Networks"]!.AsObject())
        {
            foreach (var alias in (place!["Aliases"] as JsonArray ?? []).Select(static a => a!.GetValue<string>())
                .Where(a => !found["Id"]!.GetValue<string>().StartsWith(a, StringComparison.Ordinal)))
            {
                lines.Add($"Networks.{network}.Aliases = {alias}");
            }

            Add(lines, $"Networks.{network}.IPAMConfig", place["IPAMConfig"] ?? new JsonObject());
        }

        return [.. lines.Where(l => !s_own.Any(l.StartsWith) && !Regex.IsMatch(l, "^HostConfig.Binds\\[\\] = [0-9a-f]{64}:")
            && !l.EndsWith($" = {found["Config"]!["Hostname"]}", StringComparison.Ordinal))];
    }

    public void Dispose()
    {
        foreach (var (list, remove) in new[] { ("ps --all", "rm --force --volumes"), ("network ls", "network rm"), ("volume ls", "volume rm") })
        {
            foreach (var id in new ChildProcess(_docker, [.. list.Split(' '), "--quiet", "--filter", $"name={Name}"]).Run().Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                new ChildProcess(_docker, [.. remove.Split(' '), id]).Run();
            }
        }

        new ChildProcess(_docker, "run", "--rm", "--network", "none", "--volume", $"{_folder.Path}:/there", StandIns.Root, "find", "/there",
            "-mindepth", "1", "-delete").Run();
        _folder.Dispose();
    }

    // All of theirs as they lie there, but for one that is edited.
    private FileSet Files(string? edited = null, string text = "") => new(
        [.. System.IO.Directory.EnumerateFiles(Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .Select(path => new GeneratedFile(path!, path == edited ? text : Text(path!), "Theirs.")
            {
                Source = Text(path!),
                Mode = File.GetUnixFileMode(Path.Join(Directory, path)),
            })], []);

    private static readonly string[] s_own =
    [
        "Config.Image =", "Config.Labels.com.docker.compose.config-hash =", "Config.Labels.com.docker.compose.image =",
        "Config.Labels.mathesar-setup.", "HostConfig.MaskedPaths", "HostConfig.ReadonlyPaths",
    ];

    private static void Add(ImmutableSortedSet<string>.Builder lines, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                map.ToList().ForEach(entry => Add(lines, $"{path}.{entry.Key}", entry.Value));
                break;
            case JsonArray list:
                list.ToList().ForEach(item => Add(lines, $"{path}[]", item));
                break;
            case { } value when value.ToString() is not ("" or "0" or "false"):
                lines.Add($"{path} = {value}");
                break;
        }
    }

    private string Filled(string text) => text.Replace("{name}", Name, StringComparison.Ordinal)
        .Replace("{port}", Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{mathesar}", StandIns.Mathesar("0.12.0"), StringComparison.Ordinal)
        .Replace("{postgres}", StandIns.Postgres, StringComparison.Ordinal).Replace("{root}", StandIns.Root, StringComparison.Ordinal)
        .Replace("{folder}", Directory, StringComparison.Ordinal);

    private bool IsHealthy(string container) =>
        Docker("inspect", "--format", "{{if .State.Health}}{{.State.Health.Status}}{{end}}", container).Output.Trim() == "healthy";

    private Outcome Sql(string statement) =>
        new ChildProcess(_docker, "exec", "--env", $"PGPASSWORD={Password}", Database, "psql", "-XAth", "localhost", "-U", "keeper", "-c", statement,
            "tables").Run();

    private string[] List(params string[] command) =>
        [.. Docker([.. command, "--filter", $"name={Name}"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
