using System.Text.Json;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>Reads a <c>.env</c> file with the library behind docker-compose 1.29 and podman-compose.</summary>
internal static class PythonDotenv
{
    private const string Script =
        "import dotenv, io, json, sys; print(json.dumps(dotenv.dotenv_values(stream=io.StringIO(sys.stdin.buffer.read().decode()))))";

    public static string?[] Read(string? env, int count)
    {
        var python = new ChildProcess(RealPart.Require("python3"), "-c", Script) { Input = System.Text.Encoding.UTF8.GetBytes(env ?? "") };
        using var values = JsonDocument.Parse(python.Run().Successful().Output);
        return [.. Enumerable.Range(0, count).Select(i => values.RootElement.GetProperty($"V{i}").GetString())];
    }
}
