using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>What a person changed in a generated file becomes an answer where it is understood.</summary>
public sealed class HandEditsTests
{
    public static TheoryData<string, string> Cases => new(Scenarios.All.Keys.SelectMany(_ => new[] { "compose", "docker" }, (scenario, target) => (scenario, target)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Files_that_nobody_edited_change_no_answer(string scenario, string target)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        var files = Files(draft);
        Assert.Empty(HandEdits.Read(files, draft).Changed.Texts);
        Assert.Empty(HandEdits.Read([.. files.Select(f => f with { Present = f.Present + "# a comment\n" })], draft).Changed.Texts);
    }

    [Theory]
    [InlineData("recommended", "compose.yaml", "127.0.0.1:8000:8000", "127.0.0.1:9000:8000", "access.port", "9000")]
    [InlineData("recommended", "compose.yaml", "\"127.0.0.1:8000:8000\"", "9000:8000", "access.bind", "0.0.0.0")]
    [InlineData("recommended", "compose.yaml", "WEB_CONCURRENCY: \"9\"", "WEB_CONCURRENCY: 4 # mine", "tuning.workers", "4")]
    [InlineData("recommended", "compose.yaml", "\"localhost,", "\"tables.lan,localhost,", "access.hosts", "tables.lan")]
    [InlineData("recommended", "compose.yaml", "postgres:17-bookworm", "postgres:17-alpine", "database.image", "docker.io/library/postgres:17-alpine")]
    [InlineData("recommended", "compose.yaml", "/mathesar:0.12.0", "/mine:0.12.0", "mathesar.image", "docker.io/mathesar/mine:0.12.0")]
    [InlineData("recommended", ".env", "MATHESAR_POSTGRES_PASSWORD='", "MATHESAR_POSTGRES_PASSWORD='x", "database.password", null)]
    [InlineData("recommended", ".env", "COMPOSE_PROJECT_NAME='mathesar'", "COMPOSE_PROJECT_NAME=tables", "install.name", "tables")]
    [InlineData("existing-database", "compose.yaml", "POSTGRES_HOST: db.example.com", "POSTGRES_HOST: ${HOST:-db2.example.com}", "database.host", "db2.example.com")]
    [InlineData("caddy", "compose.yaml", "\"80:80\"", "\"8080:80\"", "proxy.http-port", "8080")]
    [InlineData("single-sign-on", "sso.yml", "client_id: tables", "client_id: chairs", "sso.providers.google.client-id", "chairs")]
    [InlineData("release-0.9.0-in-a-directory", "compose.yaml", "mem_limit: \"2g\"", "mem_limit: 3g", "limits.memory", "3g")]
    public void A_change_that_is_understood_becomes_an_answer(string scenario, string path, string before, string after, string key, string? text)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, "compose");
        var files = Files(draft);
        Assert.Contains(files, f => f.Path == path && f.Former.Contains(before, StringComparison.Ordinal));
        var (changed, findings) = HandEdits.Read([.. files.Select(f => f.Path == path ? f with { Present = f.Former.Replace(before, after, StringComparison.Ordinal) } : f)], draft);
        Assert.Equal(text ?? "x" + draft.Texts[key], changed.Texts[key]);
        Assert.Contains(findings, f => f.Code == "edits.read-back" && f.Key == key);
        Assert.DoesNotContain(findings, f => f.Message.Contains(draft.Texts["secrets.key"], StringComparison.Ordinal) || f.Message.Contains(draft.Texts.GetValueOrDefault("database.password", "-"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_in_an_env_file_of_one_container_is_read_back()
    {
        var draft = Scenarios.All["existing-database"].With(RunSettings.Target, "docker");
        var (changed, _) = HandEdits.Read([.. Files(draft).Select(f => f with { Present = f.Former.Replace("POSTGRES_PASSWORD=0Xq7rT2mV9bN4kL8", "POSTGRES_PASSWORD=\"new\"", StringComparison.Ordinal) })], draft);
        Assert.Equal(KeyValuePair.Create("database.password", "\"new\""), Assert.Single(changed.Texts));
    }

    [Fact]
    public void Two_files_that_say_different_things_are_a_contradiction()
    {
        var draft = Scenarios.All["recommended"].With(RunSettings.Target, "compose");
        var files = Files(draft).Select(f => f.Path switch
        {
            "compose.yaml" => f with { Present = f.Former.Replace(":8000:8000", ":9000:8000", StringComparison.Ordinal) },
            AnswersFile.Name => f with { Present = f.Former.Replace("port: 8000", "port: 9001", StringComparison.Ordinal) },
            _ => f,
        });
        Assert.Contains(HandEdits.Read([.. files], draft.With("access.port", "9001")).Findings, f => f.Code == "edits.contradiction" && f.Severity is Severity.Error);
    }

    private static ImmutableArray<WatchedFile> Files(Draft draft) => [.. Setup.Of(draft).Files.Select(f => new WatchedFile(f.Path, f.Content, f.Content))];
}
