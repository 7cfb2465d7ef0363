using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Import;

namespace MathesarSetup.Engine.Workspace;

/// <summary>Asks the engine for the containers of an installation, through its own command, which knows where the engine is.</summary>
public static class ContainerFinder
{
    private const string Found = "containers.json";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>The containers that belong to the named one, as an import reads them.</summary>
    public static (ImportRequest? Request, ImmutableArray<Finding> Findings) Read(string name)
    {
        // A name that starts with a hyphen would be taken for a flag.
        if (name.StartsWith('-') || Run(["inspect", "--type", "container", name]) is not { Length: > 0 } one)
        {
            return (null, [Finding.Error("import.container-not-found", $"The engine knows no container named {name}, or there is no docker command to ask it with. `docker ps --all` lists them.")]);
        }

        var names = Label(one, "com.docker.compose.project") is { Length: > 0 } project
            ? Ids($"label=com.docker.compose.project={project}")
            : Networks(one).SelectMany(static network => Ids($"network={network}")).Distinct(StringComparer.Ordinal).ToArray();
        var all = names.Length > 1 ? Run(["inspect", "--type", "container", .. names]) : one;
        return (new ImportRequest([new FoundFile(Found, all is { Length: > 0 } ? all : one)], name), []);
    }

    /// <summary>Names of containers that run Mathesar, or did; none when there is no engine.</summary>
    public static ImmutableArray<string> Names() =>
    [
        .. (Run(["ps", "--all", "--format", "{{.Names}}\t{{.Image}}"]) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('\t')).Where(static parts => parts.Length == 2 && parts[1].Split('/')[^1].Split(':')[0] is "mathesar" or "mathesar-prod").Select(static parts => parts[0]),
    ];

    private static string[] Ids(string filter) => (Run(["ps", "--all", "--quiet", "--no-trunc", "--filter", filter]) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Label(string json, string label)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement[0].GetProperty("Config").TryGetProperty("Labels", out var labels) && labels.ValueKind is JsonValueKind.Object && labels.TryGetProperty(label, out var value) ? value.GetString() ?? "" : "";
    }

    // Every container of the machine may be in the engine's own networks.
    private static string[] Networks(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement[0].GetProperty("NetworkSettings").GetProperty("Networks").EnumerateObject().Select(static n => n.Name).Where(static n => n is not ("bridge" or "host" or "none" or "podman"))];
    }

    private static string? Run(string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (output.Wait(s_patience) && process.WaitForExit(s_patience))
            {
                return process.ExitCode == 0 ? output.Result : null;
            }

            process.Kill(entireProcessTree: true);
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
