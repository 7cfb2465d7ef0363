using System.Globalization;
using System.Text.Json;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Testing;
using YamlDotNet.Serialization;

namespace MathesarSetup.Documents;

/// <summary>A Compose project whose one service gets numbered variables, by reference to <c>.env</c> or as literals.</summary>
internal sealed record ComposeProject(string Yaml, string? Env, int Count)
{
    private static readonly IDeserializer s_yaml = new DeserializerBuilder().Build();

    /// <summary>The values stand in <c>.env</c>.</summary>
    public static ComposeProject Of(string[] values)
    {
        var env = new DotEnv("Test values.");
        var environment = new YamlMap();
        for (var i = 0; i < values.Length; i++)
        {
            env.Add(Name(i), values[i]);
            environment.Add(Name(i), ComposeText.Variable(Name(i)));
        }

        return new(Document(environment), env.Write(), values.Length);
    }

    /// <summary>The values stand in the Compose file itself.</summary>
    public static ComposeProject Literal(string[] values)
    {
        var environment = new YamlMap();
        for (var i = 0; i < values.Length; i++)
        {
            environment.Add(Name(i), ComposeText.Literal(values[i]));
        }

        return new(Document(environment), null, values.Length);
    }

    /// <summary>The values as <c>config</c> of the given Compose understands them.</summary>
    public string?[] ReadBy(string compose)
    {
        using var directory = Write();
        // 1.29 writes YAML only; 2.26 writes the strings of a JSON document without doubt.
        var isFirst = compose == RealPart.Compose1();
        var output = Compose(directory, compose, isFirst ? ["config"] : ["config", "--format", "json"]).Output;
        var values = isFirst ? FromYaml(output) : FromJson(output);
        // Both write the file anew, so that $ is doubled again.
        return [.. Enumerable.Range(0, Count).Select(i => values.GetValueOrDefault(Name(i))?.Replace("$$", "$", StringComparison.Ordinal))];
    }

    /// <summary>The values in the environment of a container that the given Compose runs.</summary>
    public string?[] RunBy(string compose)
    {
        using var directory = Write();
        try
        {
            var output = Compose(directory, compose, ["run", "--rm", "-T", "probe"]).OutputBytes;
            var values = Environ.Parse(output);
            return [.. Enumerable.Range(0, Count).Select(i => values.GetValueOrDefault(Name(i)))];
        }
        finally
        {
            Compose(directory, compose, ["down", "--timeout", "1"]);
        }
    }

    private static string Name(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);

    private static string Document(YamlMap environment)
    {
        var probe = new YamlMap
        {
            { "image", BusyboxImage.Name },
            { "command", MathesarSetup.Documents.Yamls.Yaml.List("cat", "/proc/self/environ") },
            { "network_mode", "none" },
            { "environment", environment },
        };
        return new YamlMap { { "version", "3.3" }, { "services", new YamlMap { { "probe", probe } } } }.Write();
    }

    private TemporaryDirectory Write()
    {
        var directory = new TemporaryDirectory();
        directory.Write("docker-compose.yml", Yaml);
        if (Env is not null)
        {
            directory.Write(".env", Env);
        }

        return directory;
    }

    private static Outcome Compose(TemporaryDirectory directory, string compose, string[] arguments) =>
        new ChildProcess(compose, arguments) { Directory = directory.Path }.Run().Successful();

    private static Dictionary<string, string> FromJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("services").GetProperty("probe").GetProperty("environment")
            .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
    }

    private static Dictionary<string, string> FromYaml(string text)
    {
        var services = (Dictionary<object, object>)s_yaml.Deserialize<Dictionary<string, object>>(text)["services"];
        var environment = (Dictionary<object, object?>)((Dictionary<object, object>)services["probe"])["environment"]!;
        return environment.ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
    }
}
