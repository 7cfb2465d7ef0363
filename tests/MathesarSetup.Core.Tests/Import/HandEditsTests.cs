using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>What a person changed in a generated file becomes an answer where it is understood.</summary>
public sealed class HandEditsTests
{
    public static TheoryData<string, string> Cases =>
        new(Scenarios.All.Keys.SelectMany(_ => KnownTargets.All, (scenario, target) => (scenario, target.Id))
            .Where(c => !Setup.Of(Scenarios.All[c.scenario].With(RunSettings.Target, c.Id)).IsBlocked));

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
    [InlineData("recommended", "podman", "quadlet/mathesar.container", "PublishPort=127.0.0.1:8000:8000", "PublishPort=127.0.0.1:9000:8000",
        "access.port", "9000")]
    [InlineData("recommended", "podman", "quadlet/mathesar.container", "PublishPort=127.0.0.1:8000:8000", "PublishPort=8000:8000", "access.bind",
        "0.0.0.0")]
    [InlineData("recommended", "podman", "quadlet/mathesar_db.container", "postgres:17-bookworm", "postgres:17-alpine", "database.image",
        "docker.io/library/postgres:17-alpine")]
    [InlineData("recommended", "podman", "quadlet/mathesar.container", "Environment=WEB_CONCURRENCY=9", "Environment=\"WEB_CONCURRENCY=4\"",
        "tuning.workers", "4")]
    [InlineData("recommended", "podman", "mathesar.env", "DJANGO_SUPERUSER_PASSWORD=", "DJANGO_SUPERUSER_PASSWORD=x", "admin.password", null)]
    [InlineData("existing-database", "podman", "quadlet/mathesar.container", "POSTGRES_HOST=db.example.com", "POSTGRES_HOST=db2.example.com",
        "database.host", "db2.example.com")]
    [InlineData("release-0.9.0-in-a-directory", "podman", "quadlet/team-tables.container", "MemoryMax=2G", "MemoryMax=3G", "limits.memory", "3g")]
    [InlineData("recommended", "kubernetes", "web.yaml", "replicas: 1", "replicas: 2", "kubernetes.replicas", "2")]
    [InlineData("recommended", "kubernetes", "web.yaml", "port: 8000\n", "port: 80\n", "access.port", "80")]
    [InlineData("recommended", "kubernetes", "database.yaml", "postgres:17-bookworm", "postgres:17-alpine", "database.image",
        "docker.io/library/postgres:17-alpine")]
    [InlineData("recommended", "kubernetes", "configuration.yaml", "WEB_CONCURRENCY: \"9\"", "WEB_CONCURRENCY: \"4\"", "tuning.workers", "4")]
    [InlineData("recommended", "kubernetes", "secret.yaml", "POSTGRES_PASSWORD: ", "POSTGRES_PASSWORD: x", "database.password", null)]
    [InlineData("in-a-cluster", "kubernetes", "ingress.yaml", "ingressClassName: nginx", "ingressClassName: internal-nginx",
        "kubernetes.ingress-class", "internal-nginx")]
    [InlineData("in-a-cluster", "kubernetes", "ingress.yaml", "proxy-body-size: \"512m\"", "proxy-body-size: \"1024m\"", "proxy.body-limit", "1024")]
    [InlineData("in-a-cluster-with-an-operator", "kubernetes", "database.yaml", "instances: 3", "instances: 2", "kubernetes.database-instances", "2")]
    [InlineData("recommended", "helm", "values.yaml", "replicas: 1", "replicas: 2", "kubernetes.replicas", "2")]
    [InlineData("recommended", "helm", "values.yaml", "size: \"10Gi\"", "size: 50Gi", "kubernetes.media-size", "50Gi")]
    [InlineData("recommended", "helm", "values.secret.yaml", "SECRET_KEY: ", "SECRET_KEY: x", "secrets.key", null)]
    [InlineData("single-sign-on", "helm", "values.secret.yaml", "client_id: tables", "client_id: chairs", "sso.providers.google.client-id", "chairs")]
    [InlineData("recommended", "systemd", ".env", "WEB_CONCURRENCY='9'", "WEB_CONCURRENCY=4", "tuning.workers", "4")]
    [InlineData("recommended", "systemd", ".env", "POSTGRES_PASSWORD='", "POSTGRES_PASSWORD='x", "database.password", null)]
    [InlineData("existing-database", "systemd", ".env", "POSTGRES_HOST='db.example.com'", "POSTGRES_HOST=\"db2.example.com\"", "database.host",
        "db2.example.com")]
    [InlineData("recommended", "systemd", "start.sh", "-b 127.0.0.1:8000", "-b 127.0.0.1:9000", "access.port", "9000")]
    [InlineData("recommended", "systemd", "units/mathesar.service", "KillMode=mixed", "KillMode=mixed\nMemoryMax=2G", "limits.memory", "2g")]
    public void A_change_in_the_files_of_every_target_becomes_an_answer(
        string scenario, string target, string path, string before, string after, string key, string? text) =>
        ReadsBack(scenario, target, path, before, after, key, text);

    [Theory]
    [InlineData("recommended", "compose.yaml", "127.0.0.1:8000:8000", "127.0.0.1:9000:8000", "access.port", "9000")]
    [InlineData("recommended", "compose.yaml", "\"127.0.0.1:8000:8000\"", "9000:8000", "access.bind", "0.0.0.0")]
    [InlineData("recommended", "compose.yaml", "WEB_CONCURRENCY: \"9\"", "WEB_CONCURRENCY: 4 # mine", "tuning.workers", "4")]
    [InlineData("recommended", "compose.yaml", "\"localhost,", "\"tables.lan,localhost,", "access.hosts", "tables.lan")]
    [InlineData("recommended", "compose.yaml", "postgres:17-bookworm", "postgres:17-alpine", "database.image",
        "docker.io/library/postgres:17-alpine")]
    [InlineData("recommended", "compose.yaml", "/mathesar:0.12.0", "/mine:0.12.0", "mathesar.image", "docker.io/mathesar/mine:0.12.0")]
    [InlineData("recommended", ".env", "MATHESAR_POSTGRES_PASSWORD='", "MATHESAR_POSTGRES_PASSWORD='x", "database.password", null)]
    [InlineData("recommended", ".env", "COMPOSE_PROJECT_NAME='mathesar'", "COMPOSE_PROJECT_NAME=tables", "install.name", "tables")]
    [InlineData("existing-database", "compose.yaml", "POSTGRES_HOST: db.example.com", "POSTGRES_HOST: ${HOST:-db2.example.com}", "database.host",
        "db2.example.com")]
    [InlineData("caddy", "compose.yaml", "\"80:80\"", "\"8080:80\"", "proxy.http-port", "8080")]
    [InlineData("single-sign-on", "sso.yml", "client_id: tables", "client_id: chairs", "sso.providers.google.client-id", "chairs")]
    [InlineData("release-0.9.0-in-a-directory", "compose.yaml", "mem_limit: \"2g\"", "mem_limit: 3g", "limits.memory", "3g")]
    public void A_change_that_is_understood_becomes_an_answer(string scenario, string path, string before, string after, string key, string? text) =>
        ReadsBack(scenario, "compose", path, before, after, key, text);

    private static void ReadsBack(string scenario, string target, string path, string before, string after, string key, string? text)
    {
        var draft = Scenarios.All[scenario].With(RunSettings.Target, target);
        var files = Files(draft);
        Assert.Contains(files, f => f.Path == path && f.Former.Contains(before, StringComparison.Ordinal));
        var (changed, findings) = HandEdits.Read(
            [.. files.Select(f => f.Path == path ? f with { Present = f.Former.Replace(before, after, StringComparison.Ordinal) } : f)], draft);
        Assert.Equal(text ?? "x" + draft.Texts[key], changed.Texts[key]);
        Assert.Contains(findings, f => f.Code == "edits.read-back" && f.Key == key);
        Assert.DoesNotContain(findings, f => f.Message.Contains(draft.Texts["secrets.key"], StringComparison.Ordinal)
            || f.Message.Contains(draft.Texts.GetValueOrDefault("database.password", "-"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_in_an_env_file_of_one_container_is_read_back()
    {
        var draft = Scenarios.All["existing-database"].With(RunSettings.Target, "docker");
        var (changed, _) =
            HandEdits.Read([.. Files(draft)
                .Select(f => f with
                {
                    Present = f.Former.Replace("POSTGRES_PASSWORD=0Xq7rT2mV9bN4kL8", "POSTGRES_PASSWORD=\"new\"", StringComparison.Ordinal),
                })],
                draft);
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
        Assert.Contains(HandEdits.Read([.. files], draft.With("access.port", "9001")).Findings,
            f => f.Code == "edits.contradiction" && f.Severity is Severity.Error);
    }

    private static ImmutableArray<WatchedFile> Files(Draft draft) =>
        [.. Setup.Of(draft).Files.Select(f => new WatchedFile(f.Path, f.Content, f.Content))];
}
