using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>What runs is one model, whatever the files are; a changed answer changes its part of it and no other service.</summary>
public sealed class WholeModelTests
{
    public static TheoryData<string, string> Cases =>
        new(Scenarios.All.Keys.SelectMany(_ => new[] { "podman", "systemd", "kubernetes", "helm" }, (scenario, target) => (scenario, target))
            .Where(c => !Of(c.scenario, c.Item2).IsBlocked));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_generated_is_seen_whole_with_its_services_under_the_same_names(string scenario, string target)
    {
        var setup = Of(scenario, target);
        var model = Observed(setup);
        Assert.NotNull(model);
        foreach (var entry in setup.Plan.Web.Environment.Where(e => e.Value.Length > 0 && e.AddressOf is null))
        {
            Assert.Equal(entry.Value, model[new("mathesar", $"environment.{entry.Name}")]);
        }

        Assert.Empty(model.ChangesTo(Observed(setup)!));
    }

    [Theory]
    [InlineData("podman", "access.port", "8099", "mathesar: ports.8000/tcp")]
    [InlineData("systemd", "access.port", "8099", "mathesar: ports.8000/tcp")]
    [InlineData("kubernetes", "access.port", "8099", "mathesar: ports.8000/tcp")]
    [InlineData("helm", "access.port", "8099", "mathesar: ports.8000/tcp")]
    [InlineData("podman", "tuning.workers", "7", "mathesar: environment.WEB_CONCURRENCY")]
    [InlineData("systemd", "tuning.workers", "7", "mathesar: environment.WEB_CONCURRENCY")]
    [InlineData("kubernetes", "tuning.workers", "7", "mathesar: environment.WEB_CONCURRENCY")]
    [InlineData("helm", "tuning.workers", "7", "mathesar: environment.WEB_CONCURRENCY")]
    [InlineData("podman", "limits.memory", "2g", "mathesar: limits.memory")]
    [InlineData("systemd", "limits.memory", "2g", "mathesar: limits.memory")]
    [InlineData("kubernetes", "limits.memory", "2g", "mathesar: limits.memory")]
    [InlineData("podman", "mathesar.version", "0.11.0", "mathesar: image")]
    [InlineData("kubernetes", "mathesar.version", "0.11.0", "mathesar: image")]
    [InlineData("podman", "database.password", "another-password-of-thirty-two-x", "mathesar: environment.POSTGRES_PASSWORD")]
    public void A_changed_answer_changes_its_part(string target, string key, string text, string part)
    {
        var changed = Observed(Setup.Of(Scenarios.All["recommended"].With(RunSettings.Target, target).With(key, text)))!;
        var changes = Observed(Of("recommended", target))!.ChangesTo(changed);
        Assert.Contains(part, changes.Select(c => c.ToString()));
    }

    [Fact]
    public void A_database_of_somebody_elses_units_has_the_same_name()
    {
        var model = KnownTargets.Find("podman")!.Observe(Described.Request("""
            == pg.container
            [Container]
            Image=postgres:16
            Volume=pg.volume:/var/lib/postgresql/data:Z
            == tables.container
            [Container]
            Image=mathesar/mathesar:0.11.0
            PublishPort=8099:8000
            Network=edge.network
            Environment=POSTGRES_HOST=systemd-pg
            """))!;
        Assert.Equal("docker.io/library/postgres:16", model[new("db", "image")]);
        Assert.Equal("systemd-pg:Z", model[new("db", "mounts./var/lib/postgresql/data")]);
        Assert.Equal("0.0.0.0:8099", model[new("mathesar", "ports.8000/tcp")]);
        Assert.Equal("", model[new("mathesar", "networks.systemd-edge")]);
    }

    private static Installed? Observed(Setup setup) => setup.Target.Observe(
        new ImportRequest([.. setup.Files.Select(f => new FoundFile(f.Path, f.Content))], "any"));

    private static Setup Of(string scenario, string target) => Setup.Of(Scenarios.All[scenario].With(RunSettings.Target, target));
}
