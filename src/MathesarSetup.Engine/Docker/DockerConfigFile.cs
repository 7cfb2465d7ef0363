using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Docker;

/// <summary>A login to a registry.</summary>
internal sealed record RegistryLogin(string User, SecretText Password);

/// <summary>What this program reads of the docker client's <c>config.json</c>. A file that is missing or broken says nothing.</summary>
internal sealed record DockerConfigFile
{
    private static readonly DockerConfigFile s_empty = new();

    public string? CurrentContext { get; private init; }

    /// <summary>Logins that stand in the file itself, by registry.</summary>
    public ImmutableDictionary<string, RegistryLogin> Logins { get; private init; } = ImmutableDictionary<string, RegistryLogin>.Empty;

    /// <summary>Programs that keep the login of one registry.</summary>
    public ImmutableDictionary<string, string> Keepers { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The program that keeps all other logins; null when the file keeps them.</summary>
    public string? Keeper { get; private init; }

    public static DockerConfigFile Read(string folder)
    {
        var path = Path.Join(folder, "config.json");
        if (LibC.IsSpecial(path))
        {
            return s_empty;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind is JsonValueKind.Object ? Read(json.RootElement) : s_empty;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return s_empty;
        }
    }

    private static DockerConfigFile Read(JsonElement root) => new()
    {
        CurrentContext = Text(root, "currentContext"),
        Keeper = Text(root, "credsStore"),
        Keepers = Entries(root, "credHelpers").ToImmutableDictionary(e => e.Name, e => e.Value.GetString() ?? ""),
        Logins = Entries(root, "auths").Select(e => (e.Name, Login: Login(e.Value))).Where(e => e.Login is not null)
            .ToImmutableDictionary(e => e.Name, e => e.Login!),
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static JsonElement.ObjectEnumerator Entries(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object ? value.EnumerateObject() : default;

    // "auth" is base64 of user:password.
    private static RegistryLogin? Login(JsonElement entry)
    {
        var bytes = new byte[4096];
        return entry.ValueKind is JsonValueKind.Object && Text(entry, "auth") is { } auth && Convert.TryFromBase64String(auth, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var user, var password]
            ? new RegistryLogin(user, new SecretText(password.TrimEnd('\0')))
            : null;
    }
}
