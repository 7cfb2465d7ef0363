using System.Globalization;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>From nothing to Mathesar and back through the socket of a real Podman: Debian bookworm's, without root.</summary>
public sealed class PodmanInstallTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private SystemdMachine? _machine;

    public void Dispose()
    {
        _machine?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Installing_changing_nothing_and_rolling_back()
    {
        var engine = await StartAsync();
        Assert.True(engine is { IsPodman: true, IsRootless: true });

        var first = await ApplyAsync(engine);
        Assert.True(first.Outcome is ApplyOutcome.Applied, Explain(first));
        Assert.Equal("/", Ask("/complete_installation/"));
        var before = Containers();

        Assert.Equal(ApplyOutcome.Unchanged, (await ApplyAsync(engine)).Outcome);
        Assert.Equal(before, Containers());

        // An image without Mathesar ends as soon as it starts.
        var failed = await ApplyAsync(engine, ("mathesar.image", StandIns.Postgres), ("database.password", "anotherPassword0123456789abcdefgh"));
        Assert.True(failed is { Outcome: ApplyOutcome.RolledBack } && failed.Findings[0].Code == "apply.crash-loop", Explain(failed));
        Assert.Equal(before, Containers());
        Assert.Equal(ApplyOutcome.Unchanged, (await ApplyAsync(engine)).Outcome);

        var unknown = await Applier.CompareAsync(Request(engine, ("database.mode", "existing"), ("database.host", Service.HostGateway),
            ("database.sslmode", "disable")), TestContext.Current.CancellationToken);
        Assert.Contains(unknown.Findings, static f => f.Code == "apply.host-name");

        var changed = await ApplyAsync(engine, ("database.password", "anotherPassword0123456789abcdefgh"));
        Assert.True(changed.Outcome is ApplyOutcome.Applied, Explain(changed));
    }

    private async Task<EngineInfo> StartAsync()
    {
        StandIns.Require();
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1FF);
        _machine = new SystemdMachine("bookworm", _folder.Path);
        _machine.Load(forRoot: false, StandIns.Postgres, StandIns.Mathesar("0.12.0"));
        _machine.AsUser("systemd-run", "--user", "--unit", "podman-api", "podman", "system", "service", "--time", "0", Socket).Successful();
        Eventually.Happens(() => Find().Engine is not null);
        return Find().Engine!;
    }

    private string Socket => $"unix://{_folder.At("podman.sock")}";

    private EngineSearch Find() =>
        EngineFinder.FindAsync(new EngineSurroundings("/nowhere", new Dictionary<string, string> { ["DOCKER_HOST"] = Socket }))
            .GetAwaiter().GetResult();

    private Task<ApplyResult> ApplyAsync(EngineInfo engine, params (string Key, string Text)[] changes) =>
        Applier.RunAsync(Request(engine, changes), static _ => { });

    private ApplyRequest Request(EngineInfo engine, params (string Key, string Text)[] changes)
    {
        var draft = Draft.Empty.With("install.name", "onpodman").With("access.port", Port).With("access.bind", "0.0.0.0")
            .With("mathesar.image", StandIns.Mathesar("0.12.0")).With("database.image", StandIns.Postgres)
            .With("database.password", "theFormerPassword0123456789abcdef")
            .With("secrets.key", "aSecretKey0123456789abcdefghijklmnopqrstuvwxyz0123456789").With("admin.password", "a longer pass-phrase 17");
        var setup = Setup.Of(changes.Aggregate(draft, static (all, text) => all.With(text.Key, text.Text)).Settle(Scenarios.Machine));
        return new ApplyRequest
        {
            Setup = setup,
            Files = new FileSet(setup.Files, []),
            Directory = _folder.At("install"),
            Engine = engine,
            Timeout = TimeSpan.FromMinutes(3),
            Compose = [],
        };
    }

    private const string Port = "8109";

    private string? Ask(string path) => Running.Answer.To($"http://{_machine!.Address}:{Port}{path}", "localhost").Location;

    private string Containers() =>
        new ChildProcess(DockerEngine.Require(), "--host", Socket, "ps", "--all", "--no-trunc", "--format", "{{.Names}} {{.ID}} {{.State}}").Run()
            .Successful().Output;

    private static string Explain(ApplyResult result) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{result.Outcome}: {string.Join('\n', result.Findings.Select(static f => $"{f.Code}: {f.Message}"))}\n"
                + $"{string.Join('\n', result.LastLines)}");
}
