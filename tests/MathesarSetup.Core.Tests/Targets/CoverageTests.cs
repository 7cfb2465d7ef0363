using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>Settings times targets: an example changes what the target writes, or the target says why not.</summary>
public sealed class CoverageTests
{
    // Answers that a question needs before it makes sense.
    private static readonly Dictionary<string, (string Key, string Text)[]> s_context = new(StringComparer.Ordinal)
    {
        ["proxy.email"] = [("proxy.kind", "caddy"), ("access.url", "https://tables.example.com")],
        ["proxy.certificate"] = [("proxy.kind", "nginx"), ("access.url", "https://tables.example.com"), ("proxy.key", "/k.pem")],
        ["proxy.key"] = [("proxy.kind", "nginx"), ("access.url", "https://tables.example.com"), ("proxy.certificate", "/c.pem")],
        ["proxy.network"] = [("proxy.kind", "external")],
        ["proxy.http-port"] = [("proxy.kind", "caddy")],
        ["proxy.https-port"] = [("proxy.kind", "caddy"), ("access.url", "https://tables.example.com")],
        ["proxy.body-limit"] = [("proxy.kind", "caddy")],
        ["proxy.rate-limit"] = [("proxy.kind", "nginx")],
        ["kubernetes.ingress-class"] = [("access.url", "https://tables.example.com")],
        ["kubernetes.tls-secret"] = [("access.url", "https://tables.example.com")],
        ["kubernetes.certificate-issuer"] = [("access.url", "https://tables.example.com")],
        ["kubernetes.gateway"] = [("kubernetes.expose", "gateway")],
        ["kubernetes.database-instances"] = [("kubernetes.database", "cloudnativepg")],
        ["kept.proxy-service"] = [("proxy.kind", "caddy")],
        ["kept.proxy-container"] = [("proxy.kind", "caddy")],
        ["kept.certificates-data"] = [("proxy.kind", "caddy"), ("access.url", "https://tables.example.com")],
        ["kept.configuration-data"] = [("database.mode", "builtin")],
        ["sso.order"] = [("sso.providers.one.type", "oidc"), ("sso.providers.two.type", "oidc")],
        ["storage.directory"] = [("storage.kind", "directory")],
        ["datafiles.connection-string"] = [("datafiles.kind", "azure"), ("mathesar.version", "0.11.0")],
        ["files.public-upload-limit"] = [("files.kind", "s3"), ("files.public-upload", "true")],
    };

    // Groups of settings that are questions of some targets alone.
    private static readonly Dictionary<string, string[]> s_own = new(StringComparer.Ordinal)
    {
        ["kubernetes"] = ["kubernetes", "helm"],
        ["podman"] = ["podman"],
        ["systemd"] = ["systemd"],
    };

    // A password that is kept for another place reaches no target; backups are made by this program, whatever the target;
    // whose the files are is decided before a target writes.
    private static IEnumerable<(Setting Setting, string Target)> All =>
        Settings.All.Where(s => s.Key != "target" && !KeptPasswords.All.Contains(s) && !LayoutSettings.All.Contains(s)
            && s != KeptSettings.Imported && !BackupSettings.All.Contains(s))
            .SelectMany(_ => KnownTargets.All, (s, t) => (s, t.Id));

    public static TheoryData<string, string> Cases => new(All.Where(c => IsOwn(c.Setting, c.Target)).Select(c => (c.Setting.Key, c.Target)));

    public static TheoryData<string, string> Others => new(All.Where(c => !IsOwn(c.Setting, c.Target)).Select(c => (c.Setting.Key, c.Target)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_example_changes_the_output_or_the_target_says_why_not(string key, string targetId)
    {
        var setting = Settings.Find(key)!;
        var concrete = setting.At([.. new[] { "one", "two" }.Take(setting.Key.Count(c => c == '*'))]);
        var before = Context(setting).Aggregate(Draft.Empty.With(RunSettings.Target, targetId), (d, t) => d.With(t.Key, t.Text))
            .Settle(Scenarios.Machine).With(concrete, null);
        var after = before.With(concrete, setting.ExampleText);

        var (old, now) = (TargetFiles(before), TargetFiles(after));

        Assert.True(old.Text != now.Text || now.Findings.Any(f => f.Key == concrete),
            $"{concrete} changes nothing in {targetId}, and nothing says why.");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_question_of_another_target_is_not_asked(string key, string targetId)
    {
        var setting = Settings.Find(key)!;
        Assert.False(setting.AskedWhen(
            Context(setting).Aggregate(Draft.Empty.With(RunSettings.Target, targetId), (d, t) => d.With(t.Key, t.Text)).Read().Answers));
    }

    private static bool IsOwn(Setting setting, string target) =>
        !s_own.TryGetValue(setting.Key.Split('.')[0], out var targets) || targets.Contains(target);

    private static (string Key, string Text)[] Context(Setting setting) =>
        s_context.TryGetValue(setting.Key, out var context) ? context
        : setting.Key.Split('.')[0] switch
        {
            "database" when setting.Key is not ("database.mode" or "database.version" or "database.image" or "database.per-user") =>
                [("database.mode", "existing"), ("database.sslmode", setting.Key == "database.sslmode" ? "prefer" : "verify-full"),
                    ("database.host", "first.example.com")],
            "sso" => [("sso.providers.one.type", "oidc"), ("sso.providers.one.client-id", "x"), ("sso.providers.one.default-roles.two.name", "n")],
            "files" when setting.Key != "files.kind" => [("files.kind",
                setting.Key is "files.container" or "files.account" or "files.account-key" or "files.connection-string" ? "azure" : "s3")],
            "datafiles" when setting.Key != "datafiles.kind" => [("datafiles.kind", "azure")],
            _ => [],
        };

    private static (string Text, IEnumerable<Finding> Findings) TargetFiles(Draft draft)
    {
        var (answers, findings) = draft.Read();
        Assert.DoesNotContain(findings, f => f.Code.EndsWith(".malformed", StringComparison.Ordinal));
        var rendered = KnownTargets.Find(answers.Get(RunSettings.Target))!.Render(Planner.Make(answers));
        return (string.Concat(rendered.Files.Select(f => f.Path + f.Content)), rendered.Findings);
    }
}
