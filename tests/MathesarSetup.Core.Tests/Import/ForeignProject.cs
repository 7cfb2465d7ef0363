using System.Text.Json.Nodes;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>A Compose project of somebody else's, before and after it is taken over in this tool's layout.</summary>
internal sealed record ForeignProject(params IReadOnlyList<(string Path, string Text)> Files)
{
    /// <summary>Mathesar and PostgreSQL, with more lines for each; more services and sections at the end.</summary>
    public static ForeignProject Of(string web = "", string database = "", string more = "", string volumes = "  pg:") => new(("compose.yaml", $$"""
        services:
          tables:
            image: mathesar/mathesar:0.11.0
            environment:
              SECRET_KEY: zz-not-a-real-key-5571239081723098172398172398172398
              POSTGRES_HOST: db
              POSTGRES_PASSWORD: otter-88
        {{Indented(web)}}
          db:
            image: postgres:17
            environment:
              POSTGRES_PASSWORD: otter-88
        {{Indented(database.Contains("volumes:", StringComparison.Ordinal) ? database : database + "\nvolumes: [\"pg:/var/lib/postgresql/data\"]")}}
        {{more}}
        volumes:
        {{volumes}}
        """));

    public ImportReading Read(string? service = null) => Importer.Read(Request with { Service = service });

    public ImportRequest Request => new([.. Files.Select(static f => new FoundFile(f.Path, f.Text))], "site");

    /// <summary>What docker compose 2.26 makes of it.</summary>
    public JsonObject Config() => Config(Files);

    /// <summary>What docker compose 2.26 makes of it once its answers are generated.</summary>
    public JsonObject Rewritten()
    {
        var reading = Read();
        Assert.False(reading.IsForbidden, string.Join('\n', reading.Findings.Select(static f => f.Message)));
        var made = Setup.Of(reading.Draft.Settle(Scenarios.Machine)).Files.Where(static f => f.Path is "compose.yaml" or ".env")
            .Select(static f => (f.Path, f.Content)).ToList();
        var kept = Files.Where(f => reading.Replaced.All(r => r.Path != f.Path) && made.All(m => m.Path != f.Path));
        return Config([.. made, .. kept, .. reading.Override is { } more ? [(more.Path, more.Text)] : Array.Empty<(string, string)>()]);
    }

    public static JsonObject Config(IReadOnlyList<(string Path, string Text)> files)
    {
        using var directory = new TemporaryDirectory();
        foreach (var (path, text) in files)
        {
            directory.Write($"site/{path}", text);
        }

        var run = new ChildProcess(RealPart.Compose2(), "--profile", "*", "config", "--format", "json") { Directory = directory.At("site") }.Run();
        Assert.True(run.ExitCode == 0, $"{run.Errors}\n{string.Join("\n---\n", files.Select(static f => f.Text))}");
        return JsonNode.Parse(run.Output.Replace(directory.Path, "", StringComparison.Ordinal))!.AsObject();
    }

    private static string Indented(string lines) =>
        string.Join('\n', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => $"    {l}"));
}
