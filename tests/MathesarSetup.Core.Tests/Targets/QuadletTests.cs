using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Targets;

/// <summary>The generated units as the real reader of Podman 5.4 takes them, and as the tables of older Podmans say that they would.</summary>
public sealed class QuadletTests
{
    private static readonly string[] s_versions = ["4.4", "4.5", "4.6", "4.7", "4.9", "5.0", "5.4"];

    public static TheoryData<string> Everything => new(Scenarios.All.Keys);

    [Theory]
    [MemberData(nameof(Everything))]
    public void The_real_reader_makes_a_service_of_every_unit_for_every_version(string scenario)
    {
        foreach (var (version, user) in s_versions.Select((v, i) => (v, i % 2 == 0 ? "ordinary" : "root")))
        {
            var setup = Of(scenario, ("podman.version", version), ("podman.user", user));
            var services = QuadletDirectory.Read(setup.Files, forRoot: user == "root");
            Assert.Equal(setup.Files.Where(f => f.Path.StartsWith("quadlet/", StringComparison.Ordinal))
                .Select(f => Service(Path.GetFileName(f.Path))).Order(StringComparer.Ordinal), services.Keys.Order(StringComparer.Ordinal));
            Assert.All(setup.Plan.Services,
                service => Assert.Contains(services, s => s.Value.Contains(service.Image!.Text, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("4.4", "PodmanArgs=--secret=mathesar.SECRET_KEY,type=env,target=SECRET_KEY", "Secret=")]
    [InlineData("4.5", "Secret=mathesar.SECRET_KEY,type=env,target=SECRET_KEY", "PodmanArgs=--secret")]
    [InlineData("4.4", "PodmanArgs=--health-interval=10s", "HealthInterval=")]
    [InlineData("4.6", "until podman healthcheck run mathesar >", "--sdnotify")]
    [InlineData("4.7", "PodmanArgs=--sdnotify=healthy", "until podman")]
    [InlineData("4.9", "PodmanArgs=--stop-timeout=30", "StopTimeout=")]
    [InlineData("5.0", "Notify=healthy", "PodmanArgs=")]
    [InlineData("4.6", "Volume=mathesar_media:/code/.media", "media.volume")]
    [InlineData("4.5", "PodmanArgs=--label=io.containers.autoupdate=registry", "AutoUpdate=")]
    [InlineData("4.6", "AutoUpdate=registry", "--label")]
    public void A_key_that_a_version_does_not_know_is_said_in_another_way(string version, string said, string notSaid)
    {
        var unit = File(Of("recommended", ("podman.version", version), ("podman.auto-update", "true")), "quadlet/mathesar.container");
        Assert.Contains(said, unit, StringComparison.Ordinal);
        Assert.DoesNotContain(notSaid, unit, StringComparison.Ordinal);
    }

    [Fact]
    public void No_unit_and_no_script_holds_a_secret()
    {
        foreach (var (scenario, version) in Scenarios.All.Keys.SelectMany(s => new[] { (s, "4.3"), (s, "5.4") }))
        {
            var setup = Of(scenario, ("podman.version", version));
            var open = string.Concat(setup.Files.Where(f => !f.IsPrivate).Select(f => f.Content));
            Assert.All(setup.Draft.Expanded().Texts.Where(t => Settings.Find(t.Key)!.Secret && t.Value.Length > 0),
                secret => Assert.DoesNotContain(secret.Value, open, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_no_unit_carries_becomes_a_secret_and_a_health_command_that_no_line_holds_an_option()
    {
        var odd = File(Of("recommended", ("database.name", "it's 100% $x")), "quadlet/mathesar_db.container");
        Assert.Contains("PodmanArgs=\"--health-cmd=pg_isready --host localhost --username mathesar --dbname 'it'\\\\''s 100%% $$x'\"\n", odd,
            StringComparison.Ordinal);
        var refused = Of("recommended", ("login.instance-name", "Te\uFDD0am"));
        Assert.Contains("Secret=mathesar.MATHESAR_INSTANCE_NAME,type=env", File(refused, "quadlet/mathesar.container"), StringComparison.Ordinal);
        Assert.Contains("MATHESAR_INSTANCE_NAME=Te\uFDD0am\n", File(refused, "mathesar.env"), StringComparison.Ordinal);
    }

    [Fact]
    public void Dockers_name_for_this_machine_is_said_in_Podmans_words_and_visibly()
    {
        var setup = Of("database-on-this-machine");
        Assert.Contains("Environment=POSTGRES_HOST=host.containers.internal\n", File(setup, "quadlet/mathesar.container"), StringComparison.Ordinal);
        Assert.Contains(setup.Findings, f => f.Code == "podman.host-name");
    }

    [Theory]
    [InlineData("podman.low-port", "access.port", "80")]
    [InlineData("podman.short-image-name", "database.image", "postgres:17-bookworm")]
    [InlineData("podman.short-image-name", "mathesar.image", "mathesar/mathesar:0.12.0")]
    [InlineData("podman.no-quadlet", "podman.version", "4.3.1")]
    [InlineData("podman.no-log-driver", "podman.version", "podman version 4.4.2")]
    [InlineData("podman.no-character", "database.user", "a\uFFFE")]
    [InlineData("podman.malformed", "podman.version", "4.2")]
    [InlineData("podman.malformed", "podman.version", "latest")]
    public void What_Podman_cannot_do_is_said_at_the_answer(string code, string key, string text)
    {
        var finding = Assert.Single(Of("recommended", (key, text)).Findings, f => f.Code == code);
        Assert.Equal(key, finding.Key);
        Assert.True(finding.Fix is null
            || Setup.Of(finding.Fix.Set.Aggregate(Draft("recommended", (key, text)), (d, set) => d.With(set.Key, set.Value))).Findings
                .All(f => f.Code != code));
    }

    [Fact]
    public void Two_names_never_share_a_unit()
    {
        string[] names = ["a", "a-db", "a-net", "a-network", "a-db-volume"];
        var services = names.SelectMany(n => Of("recommended", ("install.name", n)).Files)
            .Where(f => f.Path.StartsWith("quadlet/", StringComparison.Ordinal)).Select(f => Service(Path.GetFileName(f.Path))).ToArray();
        Assert.Equal(services.Length, services.Distinct().Count());
    }

    private static string Service(string file) => Path.GetExtension(file) switch
    {
        ".container" => Path.GetFileNameWithoutExtension(file) + ".service",
        var kind => $"{Path.GetFileNameWithoutExtension(file)}-{kind[1..]}.service",
    };

    private static string File(Setup setup, string path) => setup.Files.Single(f => f.Path == path).Content;

    private static Setup Of(string scenario, params (string Key, string Text)[] texts) => Setup.Of(Draft(scenario, texts));

    private static Draft Draft(string scenario, params (string Key, string Text)[] texts) =>
        texts.Aggregate(Scenarios.All[scenario].With("target", "podman"), (d, t) => d.With(t.Key, t.Text));
}
