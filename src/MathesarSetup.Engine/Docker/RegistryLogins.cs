using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Docker;

/// <summary>Finds the login for a registry where the docker client keeps it: in its file, or with a helper program.</summary>
internal static class RegistryLogins
{
    // The name under which logins to Docker Hub are kept, for old times' sake.
    private const string DockerHubKey = "https://index.docker.io/v1/";

    /// <summary>The login; null when there is none, and the registry is then asked without.</summary>
    public static async Task<RegistryLogin?> FindAsync(string configFolder, string registry, CancellationToken cancellation)
    {
        var config = DockerConfigFile.Read(configFolder);
        var key = registry == ImageReference.DockerHub ? DockerHubKey : registry;
        if ((config.Keepers.GetValueOrDefault(key) ?? config.Keeper) is { Length: > 0 } keeper
            && await AskAsync(keeper, key, cancellation) is { } kept)
        {
            return kept;
        }

        return config.Logins.FirstOrDefault(login => Bare(login.Key) == Bare(key)).Value;
    }

    // Keys may be addresses: https://registry.example.com/v2/
    private static string Bare(string key) => key[(key.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Split('/')[0];

    private static async Task<RegistryLogin?> AskAsync(string keeper, string key, CancellationToken cancellation)
    {
        if (await ChildProgram.RunAsync(HostCommand.RegistryLogin.By(HostCommand.RegistryLogin.Program + keeper), new() { Input = key },
            cancellation) is not { ExitCode: 0 } answer)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(answer.Output);
            return json.RootElement.TryGetProperty("Username", out var user) && json.RootElement.TryGetProperty("Secret", out var secret)
                ? new RegistryLogin(user.GetString() ?? "", new SecretText(secret.GetString()))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
