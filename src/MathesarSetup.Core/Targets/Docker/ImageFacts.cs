using System.Text.Json;
using System.Text.RegularExpressions;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Docker;

/// <summary>
/// What an image says itself and no person: by the image, where it was inspected too; else by what the images that Mathesar runs with are known to
/// say, by name and value.
/// </summary>
internal sealed class ImageFacts(JsonElement? configuration, ImageReference name)
{
    private const string Version = "[0-9][0-9A-Za-z.~+-]*";

    private static readonly Dictionary<string, Regex> s_variables = new Dictionary<string, string>
    {
        ["PATH"] = @"/.*:/s?bin",
        ["LANG"] = @"C\.UTF-8|en_US\.utf8",
        ["LC_ALL"] = @"C\.UTF-8",
        ["HOME"] = "/root|/",
        ["TERM"] = "xterm",
        ["container"] = "podman|oci",
        ["HOSTNAME"] = "[0-9a-f]{12}",
        ["DEBIAN_FRONTEND"] = "noninteractive",
        ["GPG_KEY"] = "[0-9A-F]{40}",
        ["PYTHON_VERSION"] = Version,
        ["PYTHON_PIP_VERSION"] = Version,
        ["PYTHON_SETUPTOOLS_VERSION"] = Version,
        ["PYTHON_SHA256"] = "[0-9a-f]{64}",
        ["PYTHON_GET_PIP_URL"] = "https://github.com/pypa/get-pip/.*",
        ["PYTHON_GET_PIP_SHA256"] = "[0-9a-f]{64}",
        ["PYTHONUNBUFFERED"] = "1",
        ["PYTHONDONTWRITEBYTECODE"] = "1",
        ["NODE_MAJOR"] = Version,
        ["NODE_VERSION"] = Version,
        ["UV_VERSION"] = Version,
        ["GOSU_VERSION"] = Version,
        ["PG_MAJOR"] = Version,
        ["PG_VERSION"] = Version,
        ["PG_SHA256"] = "[0-9a-f]{64}",
        ["CADDY_VERSION"] = "v?" + Version,
        ["XDG_CONFIG_HOME"] = "/config",
        ["XDG_DATA_HOME"] = "/data",
        ["NGINX_VERSION"] = Version,
        ["NJS_VERSION"] = Version,
        ["NJS_RELEASE"] = ".*",
        ["PKG_RELEASE"] = ".*",
        ["DYNPKG_RELEASE"] = ".*",
        ["ACME_VERSION"] = Version,
    }.ToDictionary(static v => v.Key, static v => new Regex($"^(?:{v.Value})$", RegexOptions.CultureInvariant), StringComparer.Ordinal);

    // As docker (a list, a name) and podman (a text, a number) print them.
    private static readonly Dictionary<string, string[]> s_settings = new(StringComparer.Ordinal)
    {
        ["WorkingDir"] = ["\"/\""],
        ["StopSignal"] = ["\"SIGTERM\"", "15"],
        ["mathesar WorkingDir"] = ["\"/code\"", "\"/code/\""],
        ["mathesar Cmd"] = ["[\"bash\",\"./bin/mathesar\",\"run\",\"-fnse\"]"],
        ["postgres Entrypoint"] = ["[\"docker-entrypoint.sh\"]", "\"docker-entrypoint.sh\""],
        ["postgres Cmd"] = ["[\"postgres\"]"],
        ["postgres StopSignal"] = ["\"SIGINT\"", "2"],
        ["caddy Cmd"] = ["[\"caddy\",\"run\",\"--config\",\"/etc/caddy/Caddyfile\",\"--adapter\",\"caddyfile\"]"],
        ["caddy WorkingDir"] = ["\"/srv\""],
        ["nginx Entrypoint"] = ["[\"/docker-entrypoint.sh\"]", "\"/docker-entrypoint.sh\""],
        ["nginx Cmd"] = ["[\"nginx\",\"-g\",\"daemon off;\"]"],
        ["nginx StopSignal"] = ["\"SIGQUIT\"", "3"],
        ["traefik Entrypoint"] = ["[\"/entrypoint.sh\"]", "\"/entrypoint.sh\""],
        ["traefik Cmd"] = ["[\"traefik\"]"],
    };

    /// <summary>Whether a variable is the image's own.</summary>
    public bool IsVariable(string name, string value) => configuration is { } image
        ? InspectJson.Items(image, "Env").Any(i => i.GetString() == $"{name}={value}") || IsEngines(name, value)
        : s_variables.TryGetValue(name, out var form) && form.IsMatch(value);

    /// <summary>Whether <c>PGDATA</c> is where the image of that PostgreSQL puts the data.</summary>
    public static bool IsUsualData(string value, int? major) =>
        value == "/var/lib/postgresql/data" ? major is null or < 18 : value == $"/var/lib/postgresql/{major}/docker";

    /// <summary>Whether a setting is as the image has it.</summary>
    public bool IsSetting(JsonProperty setting) => configuration is { } image
        ? image.TryGetProperty(setting.Name, out var own) && Flat(own) == Flat(setting.Value)
        : IsKnown(setting.Name, setting.Value) || IsKnown($"{Program} {setting.Name}", setting.Value);

    /// <summary>Whether a label is the image's own.</summary>
    public bool IsLabel(string name, string value) => configuration is { } image
        ? InspectJson.Get(image, "Labels", name) is { ValueKind: JsonValueKind.String } own && own.GetString() == value
        : name.StartsWith("org.opencontainers.image.", StringComparison.Ordinal) || name is "maintainer";

    private string Program => name.ShortName switch
    {
        "mathesar-prod" => "mathesar",
        "pgautoupgrade" or "postgis" or "pgvector" => "postgres",
        "mathesar-caddy" => "caddy",
        var program => program,
    };

    private static bool IsKnown(string setting, JsonElement value) =>
        s_settings.GetValueOrDefault(setting)?.Contains(InspectJson.Compact(value)) is true;

    // Podman puts these into every container.
    private static bool IsEngines(string name, string value) =>
        name is "PATH" or "TERM" or "container" or "HOSTNAME" or "HOME" && s_variables[name].IsMatch(value);

    // Podman joins the words of an entry point.
    private static string Flat(JsonElement element) => element.ValueKind is JsonValueKind.Array
        ? string.Join(' ', element.EnumerateArray().Select(static e => e.ToString()))
        : element.ToString();
}
