using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>Two installations on one machine, or in one namespace, have no name in common, or one of them is refused.</summary>
public sealed partial class SideBySideTests
{
    private static readonly string[] s_targets = ["compose", "docker", "podman", "systemd", "kubernetes"];

    public static TheoryData<string, string, string> Pairs =>
        new(s_targets.SelectMany(_ => new[]
        {
            ("tables", "tables-db"), ("tables", "tables_db"), ("tables", "tables-proxy"), ("tables", "tables-media"), ("tables", "tables-net"),
            ("tables", "tables_net"), ("tables", "tables-scripts"), ("tables", "tables-tls"), ("tables", "chairs"), ("a-b", "a_b"),
        },
            (t, p) => (p.Item1, p.Item2, t)));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void They_share_no_name_or_one_is_refused(string one, string other, string target)
    {
        var (first, second) = (Of(one, target), Of(other, target));
        Assert.False(first.IsBlocked, string.Join(' ', first.Findings.Select(f => f.Code)));
        if (!second.IsBlocked)
        {
            Assert.True(Names(first).Length >= 5, string.Join(' ', Names(first)));
            Assert.Empty(Names(first).Intersect(Names(second)));
        }
    }

    [Theory]
    [InlineData("docker", "tables-db", "install.name-of-a-part")]
    [InlineData("systemd", "tables-db", "install.name-of-a-part")]
    [InlineData("kubernetes", "tables-tls", "install.name-of-a-part")]
    [InlineData("helm", "team_tables", "install.unfit-name")]
    [InlineData("kubernetes", "2tables", "install.unfit-name")]
    [InlineData("podman", "tables_db", "install.unfit-name")]
    public void A_name_that_would_be_anothers_or_illegal_is_refused(string target, string name, string code)
    {
        var finding = Assert.Single(Of(name, target).Findings, f => f.Severity is Severity.Error);
        Assert.Equal((code, "install.name"), (finding.Code, finding.Key));
        Assert.True(finding.Fix is null || !Of(finding.Fix.Set[RunSettings.Name.Key]!, target).IsBlocked);
    }

    [Theory]
    [InlineData("compose", "tables-db")]
    [InlineData("compose", "tables_db")]
    [InlineData("podman", "tables-db")]
    [InlineData("docker", "team_tables")]
    [InlineData("systemd", "2tables")]
    public void What_cannot_be_mistaken_is_allowed(string target, string name) => Assert.False(Of(name, target).IsBlocked);

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789abcd")]
    [InlineData("2abcdefghijklmnopqrstuvwxyz0123-56789abc")]
    public void The_longest_name_fits_everywhere(string name)
    {
        Assert.Equal(40, name.Length);
        var unit = Of(name, "systemd").Files.First(f => f.Path == $"units/{name}.service").Content;
        var user = Assert.Single(User().Matches(unit)).Groups[1].Value;
        Assert.Matches("^[a-z][a-z0-9_-]{0,30}$", user);
        if (char.IsAsciiLetter(name[0]))
        {
            // A pod of a StatefulSet carries its set's name with eleven characters more in a label of 63.
            Assert.All(Names(Of(name, "kubernetes")), n => Assert.InRange(n.Split('/')[^1].Length, 1, 52));
        }
    }

    private static Setup Of(string name, string target) => Setup.Of(new[]
    {
        ("install.name", name), ("target", target), ("kubernetes.namespace", "shared"), ("access.url", "https://tables.example.com"), ("proxy.kind",
            target == "kubernetes" ? "none" : "caddy"), ("kubernetes.replicas", "2"), ("kubernetes.storage-class", "shared"),
    }.Aggregate(Scenarios.All["recommended"].With("tuning.workers", null), (draft, text) => draft.With(text.Item1, text.Item2)));

    // Everything that the engine, systemd or the cluster knows by a name.
    private static string[] Names(Setup setup) => [.. (setup.Target.Id switch
    {
        "compose" => setup.Plan.Services.Select(s => $"container {setup.Plan.Name}-{s.Name}-1")
            .Concat(setup.Plan.Volumes.Select(v => $"volume {setup.Plan.Name}_{v.Name}")).Append($"network {setup.Plan.Name}_default"),
        "kubernetes" => setup.Files.Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal)).SelectMany(f => f.Content.Split("---\n"))
            .Select(d => Object().Match(d)).Where(m => m.Success && m.Groups[1].Value != "Namespace")
            .Select(m => $"{m.Groups[1].Value}/{m.Groups[2].Value}"),
        "podman" => setup.Files.Where(f => f.Path.StartsWith("quadlet/", StringComparison.Ordinal))
            .SelectMany(f => Podman().Matches(f.Content).Select(m => m.Value).Append(Service(f.Path))),
        "systemd" =>
            setup.Files.Where(f => f.Path.StartsWith("units/", StringComparison.Ordinal) || f.Path.StartsWith("proxy/", StringComparison.Ordinal))
                .SelectMany(f => Host().Matches(f.Content).Select(m => m.Value).Append(f.Path)),
        _ => setup.Files.Where(f => f.Path == "run.sh").SelectMany(f => Docker().Matches(f.Content).Select(m => m.Value)),
    }).Distinct()];

    private static string Service(string path) =>
        path.EndsWith(".container", StringComparison.Ordinal) ? $"{path[8..^10]}.service" : $"{path[8..].Replace('.', '-')}.service";

    [GeneratedRegex(@"(?m)^kind: (\w+)\nmetadata:\n  name: (\S+)")]
    private static partial Regex Object();

    [GeneratedRegex(@"(?m)^(ContainerName=|VolumeName=|NetworkName=|Secret=).*?(?=,|$)")]
    private static partial Regex Podman();

    [GeneratedRegex(@"(?m)^(User=|WorkingDirectory=).*$")]
    private static partial Regex Host();

    [GeneratedRegex(@"(?m)^User=(.*)$")]
    private static partial Regex User();

    [GeneratedRegex(@"ensure [a-z0-9_-]+(?= ""\$\(fingerprint)|(network|volume) create [a-z0-9_-]+")]
    private static partial Regex Docker();
}
