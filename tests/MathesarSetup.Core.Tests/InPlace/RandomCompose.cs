using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MathesarSetup.Documents.Sources;

namespace MathesarSetup.InPlace;

/// <summary>
/// A Compose project as somebody may have it: Mathesar, its PostgreSQL or one elsewhere, other services before and after, in any style that Compose
/// reads. One seed gives one project.
/// </summary>
internal sealed class RandomCompose
{
    private readonly Random _random;
    private readonly StringBuilder _env = new();
    private readonly StringBuilder _envFile = new();
    private readonly string _web;
    private readonly string _database;
    private readonly string _password;
    private int _count;

    private RandomCompose(int seed)
    {
        _random = new Random(seed);
        (_web, _database) = (One("app", "mathesar", "service", "tables"), One("db", "postgres", "records"));
        _password = One("s3cret", "it's", "a\"b", "pa$$ word", "p#1", "00123", "x:y");
    }

    public static ImmutableArray<FoundFile> Files(int seed)
    {
        var project = new RandomCompose(seed);
        var text = project.Document();
        ImmutableArray<FoundFile> files = [new(project.One("compose.yaml", "compose.yml", "docker-compose.yml"), text)];
        files = project._env.Length > 0 ? files.Add(new FoundFile(".env", project._env.ToString())) : files;
        return project._envFile.Length > 0 ? files.Add(new FoundFile("tables.env", project._envFile.ToString())) : files;
    }

    private T One<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private bool Now(int percent) => _random.Next(100) < percent;

    private string Document()
    {
        var services = new List<string> { Web() };
        services.Add(Database());
        for (var i = _random.Next(3); i > 0; i--)
        {
            services.Insert(_random.Next(services.Count + 1), Sidecar(i));
        }

        var text = new StringBuilder(Now(30) ? "# our tables\n" : "").Append(Now(20) ? "version: \"3.8\"\n" : "");
        text.Append("name: random\nservices:\n");
        services.ForEach(service => text.Append(service).Append(Now(30) ? "\n" : ""));
        text.Append("volumes:\n  pg:")
            .Append(One("\n", " {}\n",
                "\n    driver: local\n    driver_opts:\n      type: nfs\n      o: addr=10.0.0.9,rw\n      device: \":/pg\"\n"));
        text.Append("  media:\n").Append("networks:\n  back:")
            .Append(One("\n", "\n    internal: true\n", "\n    driver_opts: {com.example.mtu: \"1400\"}\n"));
        return text.Append("  front: {}\n").ToString();
    }

    private string Web()
    {
        var body = new List<string>
        {
            $"image: {One("mathesar/mathesar", "docker.io/mathesar/mathesar", "registry.example.com/mirror/mathesar")}:"
                + One("0.8.0", "0.9.0", "0.11.0"),
            Environment(new()
            {
                ["POSTGRES_HOST"] = _database,
                ["POSTGRES_DB"] = "tables",
                ["POSTGRES_USER"] = "tables",
                ["POSTGRES_PASSWORD"] = _password,
                ["ALLOWED_HOSTS"] = One("tables.example.com", "tables.example.com,10.0.0.7", "localhost,tables.example.com"),
                ["SECRET_KEY"] = "a-key-of-thirty-two-letters-or-more-0",
                [One("TZ", "LANG", "HTTPS_PROXY")] = One("Europe/Zurich", "de_CH.UTF-8", "http://10.0.0.1:3128"),
            }, mayUseFile: true),
            One("ports:\n  - \"8000:8000\"", "ports:\n  - 127.0.0.1:8010:8000", "ports: [\"8000:8000\"]",
                "ports:\n  - target: 8000\n    published: \"8000\"\n    host_ip: 0.0.0.0",
                $"ports:\n  - \"{Reference("8000", "WEB_PORT")}:8000\"\n  - \"9100:9100\""),
            One("volumes:\n  - media:/code/.media", "volumes:\n  - ./media:/code/.media:Z\n  - ./secrets:/code/.secrets",
                "volumes:\n  - {type: volume, source: media, target: /code/.media, volume: {nocopy: true}}"),
        };
        body.AddRange(Extras());
        return Service(_web, body);
    }

    private string Database()
    {
        var body = new List<string>
        {
            $"image: {One("postgres:17", "postgres:16-alpine", "pgvector/pgvector:pg16", "postgres@sha256:" + new string('a', 64))}",
            Environment(
                new() { ["POSTGRES_DB"] =
                    "tables", ["POSTGRES_USER"] = "tables", ["POSTGRES_PASSWORD"] = _password, ["PGDATA"] = "/var/lib/postgresql/data/pg" },
                false),
            One("volumes:\n  - pg:/var/lib/postgresql/data", "volumes:\n  - pg:/var/lib/postgresql",
                "volumes:\n  - ./pg:/var/lib/postgresql/data:rw"),
        };
        body.AddRange(Extras());
        return Service(_database, body);
    }

    private string Sidecar(int number) => Service(string.Create(CultureInfo.InvariantCulture, $"side{number}"),
    [
        $"image: {One("busybox:1.36", "redis:7", "louislam/uptime-kuma:1")}",
        One("environment:\n  ALLOWED_HOSTS: elsewhere.example.com\n  POSTGRES_HOST: other", "environment: [\"PGPASSWORD=x\"]",
            "command: [\"sleep\", \"1d\"]"),
        .. Extras(),
    ]);

    private IEnumerable<string> Extras()
    {
        string[] all =
        [
            One("restart: always", "restart: unless-stopped", "restart: \"no\""), "networks:\n  back:\n    aliases: [tables-alias]\n  front:",
            "ulimits:\n  nofile:\n    soft: 2000\n    hard: 4000", "cap_add:\n  - NET_ADMIN", "shm_size: 2gb", "stop_grace_period: 5m",
            "logging:\n  driver: json-file\n  options: {max-size: \"50m\"}", "labels:\n  - \"com.example.who=us\"\n  - com.example.x",
            "labels:\n  traefik.http.routers.t.rule: \"Host(`tables.example.com`)\"", "extra_hosts:\n  - \"ldap:10.0.0.5\"", "mem_limit: 1g",
            "healthcheck:\n  test: [\"CMD\", \"true\"]\n  interval: 1m30s", "security_opt:\n  - no-new-privileges:true", "init: true",
            "sysctls:\n  net.core.somaxconn: 1024", "dns: 10.0.0.53", "tmpfs:\n  - /run", "x-note: {kept: [1, two, 0o17]}",
        ];
        return all.Where(_ => Now(18)).GroupBy(static e => e.Split(':')[0]).Select(static same => same.First());
    }

    private string Service(string name, List<string> body)
    {
        var parts = body.Where(static p => p.Length > 0).ToList();
        for (var i = parts.Count - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (parts[i], parts[other]) = (parts[other], parts[i]);
        }

        var indent = One("  ", "  ", "    ");
        var text = new StringBuilder($"  {name}:\n");
        foreach (var line in parts.SelectMany(static p => p.Split('\n')))
        {
            text.Append("  ").Append(indent).Append(line).Append(Now(6) ? " # ours" : "").Append('\n');
        }

        return text.ToString();
    }

    private string Environment(Dictionary<string, string> variables, bool mayUseFile)
    {
        var style = One("map", "map", "list", mayUseFile ? "file" : "map", "flow");
        if (style == "file")
        {
            variables.ToList().ForEach(v => _envFile.Append(v.Key).Append('=').Append(Env(v.Value)).Append('\n'));
            return One("env_file: tables.env", "env_file:\n  - tables.env", "env_file:\n  - path: ./tables.env\n    required: true");
        }

        var entries =
            variables.Select(v => (v.Key, Value: Now(35) ? Reference(v.Value, v.Key) : v.Value.Replace("$", "$$", StringComparison.Ordinal)));
        return style switch
        {
            "map" => "environment:\n" + string.Join('\n', entries.Select(e => $"  {e.Key}: {Scalar(e.Value)}")),
            "flow" => "environment: {" + string.Join(", ", entries.Select(e => $"{e.Key}: {Quoted(e.Value)}")) + "}",
            _ => "environment:\n" + string.Join('\n', entries.Select(e => $"  - {Quoted($"{e.Key}={e.Value}")}")),
        };
    }

    // A reference that stands for the value, set in .env or by its default.
    private string Reference(string value, string name)
    {
        var variable = string.Create(CultureInfo.InvariantCulture, $"{name}_{++_count}");
        if (Now(40) && !value.AsSpan().ContainsAny("${}\"'"))
        {
            return $"${{{variable}:-{value}}}";
        }

        _env.Append(Now(20) ? "# set here\n" : "").Append(variable).Append('=').Append(Env(value)).Append('\n');
        return One($"${{{variable}}}", $"${{{variable}:-other}}", $"${{{variable}:?is missing}}");
    }

    private string Env(string value) => value.All(char.IsAsciiLetterOrDigit) && Now(50) ? value
        : Documents.EnvFiles.DotEnvQuoting.Quote(value).Contains("${", StringComparison.Ordinal)
            ? $"'{value.Replace("'", "\\'", StringComparison.Ordinal)}'"
        : Documents.EnvFiles.DotEnvQuoting.Quote(value);

    private string Scalar(string value) =>
        value.All(static c => char.IsAsciiLetter(c) || c is '.' or '/' or '_' or '-') && Now(60) ? value : Quoted(value);

    private string Quoted(string value) =>
        Now(50) ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'" : Documents.Yamls.YamlQuoting.Escape(value);
}
