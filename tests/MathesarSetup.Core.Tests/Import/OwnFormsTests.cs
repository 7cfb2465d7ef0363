using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>The files of every target lead back to the answers that they were made from.</summary>
public sealed class OwnFormsTests
{
    // What stands in a proxy's own file is the proxy's, and the path of a certificate is the machine's that the files were written on.
    private static readonly string[] s_unread =
    [
        "caddy podman", "traefik podman", "existing-database kubernetes", "existing-database helm",
    ];

    public static TheoryData<string, string> Cases =>
        new(Scenarios.All.Keys.SelectMany(_ => new[] { "podman", "systemd", "kubernetes", "helm" }, (scenario, target) => (scenario, target))
            .Where(c => !Of(c.scenario, c.Item2).IsBlocked && !s_unread.Contains($"{c.scenario} {c.Item2}")));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_the_files_of_answers_the_targets_own_lead_to_the_same_files(string scenario, string target)
    {
        var first = Of(scenario, target);
        var reading = Importer.Read(new ImportRequest([.. TargetFiles(first).Select(f => new FoundFile(f.Path, f.Content))], "any"));
        Assert.Equal(target, reading.Target);
        Assert.DoesNotContain(reading.Findings, f => f.Severity is Severity.Error);
        var difference = Difference(TargetFiles(first), TargetFiles(Setup.Of(reading.Draft.Settle(Scenarios.Machine))));
        Assert.True(difference.Length == 0, difference);
        Assert.Empty(reading.Unread.Select(u => $"{u}: {u.Text}"));
    }

    [Theory]
    [InlineData("recommended", "podman", "podman.user", "root")]
    [InlineData("recommended", "podman", "podman.version", "5.4")]
    [InlineData("recommended", "podman", "podman.version", "4.4")]
    [InlineData("recommended", "podman", "podman.auto-update", "true")]
    [InlineData("recommended", "systemd", "database.version", "16")]
    [InlineData("caddy", "systemd", "proxy.kind", "caddy")]
    [InlineData("caddy", "systemd", "access.url", "https://tables.example.com")]
    [InlineData("nginx-own-certificate", "systemd", "proxy.certificate", "/etc/ssl/mathesar/fullchain.pem")]
    [InlineData("nginx-own-certificate", "systemd", "proxy.https-port", "8443")]
    public void What_only_scripts_and_sites_say_comes_back_too(string scenario, string target, string key, string text)
    {
        var files = TargetFiles(Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target).With(key, text)));
        var reading = Importer.Read(new ImportRequest([.. files.Select(f => new FoundFile(f.Path, f.Content))], "any"));
        Assert.Equal(text, reading.Draft.Texts[key]);
        Assert.Empty(Difference(files, TargetFiles(Setup.Of(reading.Draft.Settle(Scenarios.Machine)))));
    }

    [Theory]
    [InlineData("podman", "quadlet/mathesar.container", "[Service]", "[Service]|CPUWeight=50", "CPUWeight=50")]
    [InlineData("podman", "quadlet/mathesar.container", "RestartSec=10", "RestartSec=11", "RestartSec=11")]
    [InlineData("podman", "mathesar.env", "SECRET_KEY=", "TZ=Europe/Oslo|SECRET_KEY=", "TZ=Europe/Oslo")]
    [InlineData("systemd", "units/mathesar.service", "KillMode=mixed", "KillMode=mixed|Environment=TZ=Europe/Oslo", "Environment=TZ=Europe/Oslo")]
    [InlineData("systemd", ".env", "POSTGRES_DB=", "TZ='Europe/Oslo'|POSTGRES_DB=", "TZ='Europe/Oslo'")]
    [InlineData("systemd", "units/mathesar.service", "RestartSec=5s", "RestartSec=6s", "RestartSec=6s")]
    [InlineData("kubernetes", "web.yaml", "progressDeadlineSeconds: 900", "progressDeadlineSeconds: 901",
        "Deployment/mathesar spec.progressDeadlineSeconds: 901")]
    [InlineData("kubernetes", "configuration.yaml", "  WEB_CONCURRENCY:", "  TZ: Europe/Oslo|  WEB_CONCURRENCY:",
        "ConfigMap/mathesar data.TZ: Europe/Oslo")]
    [InlineData("helm", "values.yaml", "secretFiles: []", "secretFiles: []|mine: {a: 1}", "mine.a: 1")]
    public void What_a_person_wrote_into_generated_files_is_told_and_stays(string target, string path, string from, string to, string told)
    {
        var reading = Importer.Read(new ImportRequest([.. TargetFiles(Of("recommended", target)).Select(f => new FoundFile(f.Path,
            f.Path == path ? f.Content.Replace(from, to.Replace('|', '\n'), StringComparison.Ordinal) : f.Content))], "any"));
        Assert.Equal([told], reading.Unread.Select(u => u.Text));
        Assert.Contains(reading.Replaced, f => f.Path == path && !f.Text.Contains(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("caddy", "podman", "mathesar.container", "access.url", "https://tables.example.com")]
    [InlineData("caddy", "podman", "mathesar.container", "proxy.kind", "caddy")]
    [InlineData("existing-database", "helm", "values.yaml", "database.host", "db.example.com")]
    [InlineData("own-proxy", "systemd", "units/mathesar.service", "access.url", "https://tables.example.com")]
    public void What_stands_elsewhere_leaves_the_rest_readable(string scenario, string target, string file, string key, string text)
    {
        var files = TargetFiles(Of(scenario, target));
        Assert.Contains(files, f => f.Path.EndsWith(file, StringComparison.Ordinal));
        Assert.Equal(text, Importer.Read(new ImportRequest([.. files.Select(f => new FoundFile(f.Path, f.Content))], "any")).Draft.Texts[key]);
    }

    [Theory]
    [InlineData("podman", "quadlet/other.container", "[Container]\nImage=docker.io/library/nginx:1\n")]
    [InlineData("kubernetes", "x.yaml", "kind: Deployment\nmetadata: {name: x}\n")]
    [InlineData("helm", "values.yaml", "a: 1\nsecretVariables:\n- X\n--- \n[")]
    public void What_is_no_Mathesar_is_refused_or_told(string target, string path, string text)
    {
        var reading = Importer.Read(new ImportRequest([new FoundFile(path, text)], "any"));
        Assert.True(reading.IsForbidden, $"{target} {string.Join(' ', reading.Findings.Select(f => f.Code))}");
    }

    // Lines that only one of them has; no comment, since those tell what cannot be read, such as the address that people type.
    private static string Difference(IEnumerable<GeneratedFile> one, IEnumerable<GeneratedFile> other)
    {
        static string[] Lines(IEnumerable<GeneratedFile> files) =>
            [.. files.SelectMany(f => f.Content.Split('\n').Where(line => !line.TrimStart().StartsWith('#')).Select(line => $"{f.Path}: {line}"))];
        var (mine, theirs) = (Lines(one), Lines(other));
        return string.Join('\n', mine.Except(theirs).Select(line => $"- {line}").Concat(theirs.Except(mine).Select(line => $"+ {line}")));
    }

    private static Setup Of(string scenario, string target) => Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target));

    // The files in which only the target's own answers stand.
    private static ImmutableArray<GeneratedFile> TargetFiles(Setup setup) =>
        [
        .. setup.Files.Where(f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName or AnswersFile.SchemaName or "README.md" or ".gitignore")
            && !f.Path.StartsWith("chart/", StringComparison.Ordinal)),
    ];
}
