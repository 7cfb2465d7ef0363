using System.Text.Json;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>A directory that the real docker compose 2.26 reads with <c>config</c>.</summary>
internal sealed class ComposeConfig : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public ComposeConfig With(string path, string text)
    {
        _directory.Write(path, text);
        return this;
    }

    /// <summary>The environment of each service; null where Compose refuses the files.</summary>
    public Dictionary<string, Dictionary<string, string?>>? Environments()
    {
        using var document = Read();
        return document?.RootElement.GetProperty("services").EnumerateObject().ToDictionary(static s => s.Name, static s =>
            s.Value.TryGetProperty("environment", out var environment)
                ? environment.EnumerateObject().ToDictionary(static e => e.Name, static e => Plain(e.Value))
                : []);
    }

    /// <summary>All that Compose understood; null where it refuses the files.</summary>
    public JsonDocument? Read()
    {
        var outcome = new ChildProcess(RealPart.Compose2(), "config", "--format", "json") { Directory = _directory.Path }.Run();
        return outcome.ExitCode == 0 ? JsonDocument.Parse(outcome.Output) : null;
    }

    /// <summary>A text of the output, in which every dollar sign is doubled.</summary>
    public static string? Plain(JsonElement text) => text.GetString()?.Replace("$$", "$", StringComparison.Ordinal);

    public void Dispose() => _directory.Dispose();
}
