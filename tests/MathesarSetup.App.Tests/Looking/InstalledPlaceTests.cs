using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Writing;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Life;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Looking;

public sealed class InstalledPlaceTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_nothing_was_written_nothing_is_installed()
    {
        _folder.Write("mathesar.yaml", "schema: 1\n");
        Assert.Null(InstalledPlace.Open(_folder.Path, Scenarios.Machine));
    }

    [Fact]
    public async Task What_was_written_is_told_with_its_version_and_every_place_that_was_changed_by_hand()
    {
        var setup = Write(Draft);
        var lines = (await File.ReadAllLinesAsync(_folder.At("compose.yaml"), TestContext.Current.CancellationToken)).ToList();
        var at = lines.FindIndex(static l => l.Contains("restart: unless-stopped", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("unless-stopped", "always", StringComparison.Ordinal);
        lines.Add("# mine");
        lines.Add("# and mine");
        await File.WriteAllTextAsync(_folder.At("compose.yaml"), string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);
        var password = setup.Answers.Get(SecretSettings.AdminPassword).Reveal();
        await File.AppendAllTextAsync(_folder.At(".env"), $"COPY={password}\n", TestContext.Current.CancellationToken);

        var state = await Open().LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Docker Compose", state.Way);
        Assert.True(state.Files.Number > 0);
        Assert.NotNull(state.Files.Written);
        var compose = state.Files.Edits.Where(static e => e.FileName == "compose.yaml").ToArray();
        Assert.Equal([at + 1, lines.Count - 1], compose.Select(static e => e.Line));
        Assert.Equal(2, compose[1].Lines.Length);
        var env = Assert.Single(state.Files.Edits, static e => e.FileName == ".env");
        Assert.All(env.Lines, line => Assert.DoesNotContain(password, line.Text, StringComparison.Ordinal));
        Assert.Contains(env.Lines, static line => line.Text.StartsWith("COPY", StringComparison.Ordinal));
        Assert.True(state.Room.DiskBytes > 0);
    }

    [Fact]
    public async Task Files_that_nothing_was_started_from_are_told_so_where_an_engine_answers()
    {
        DockerEngine.Require();
        Write(Draft);
        var state = await Open().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallationCondition.NotMade, state.Condition);
        Assert.Equal(["db", "mathesar"], state.Services!.Value.Select(static s => s.Service));
        Assert.All(state.Services.Value, static s => Assert.Equal(ServiceCondition.NotMade, s.Condition));
    }

    [Fact]
    public async Task What_runs_in_no_engine_of_this_machine_is_not_guessed()
    {
        Write(Draft.With(RunSettings.Target.Key, "systemd"));
        var state = await Open().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(InstallationCondition.Unseen, state.Condition);
        Assert.Null(state.Services);
        Assert.Contains("journalctl", state.LogCommand, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_drafted_and_not_written_is_named_by_its_titles()
    {
        var setup = Write(Draft);
        var drafted = Setup.Of(setup.Draft.With(AccessSettings.Port.Key, "9000"));
        Assert.Equal([AccessSettings.Port.Title], Open().Pending(drafted));
        Assert.Empty(Open().Pending(setup));
    }

    [Theory]
    [InlineData(ServiceCondition.Running, ServiceCondition.Running, InstallationCondition.Running)]
    [InlineData(ServiceCondition.Running, ServiceCondition.Starting, InstallationCondition.Starting)]
    [InlineData(ServiceCondition.Running, ServiceCondition.Unhealthy, InstallationCondition.Unwell)]
    [InlineData(ServiceCondition.Running, ServiceCondition.Stopped, InstallationCondition.Unwell)]
    [InlineData(ServiceCondition.Stopped, ServiceCondition.NotMade, InstallationCondition.Stopped)]
    [InlineData(ServiceCondition.Running, ServiceCondition.Restarting, InstallationCondition.Unwell)]
    public void The_whole_is_as_well_as_its_parts(ServiceCondition database, ServiceCondition web, InstallationCondition whole) =>
        Assert.Equal(whole, new InstallationState
        {
            Directory = "/srv/mathesar",
            Way = "",
            Release = "",
            Address = null,
            IsInPlace = false,
            Files = new FilesState(1, null, []),
            LogCommand = "",
            Room = new MachineRoom(null, null, 0, null),
            Services = [new ServiceState("db", "db", false, database), new ServiceState("mathesar", "mathesar", true, web)],
        }.Condition);

    [Theory]
    [InlineData(200, null)]
    [InlineData(302, null)]
    [InlineData(400, "refuses this name")]
    [InlineData(503, "The proxy answers")]
    public async Task The_address_is_asked_for_real(int status, string? trouble)
    {
        using var server = new HttpsServer(null, _ => new HttpAnswer(status));
        var answer = await AddressAnswer.AskAsync(new Uri($"http://127.0.0.1:{server.Port}"), TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.Status);
        Assert.Equal(trouble is null, answer.IsGood);
        if (trouble is null)
        {
            Assert.Null(answer.Trouble);
        }
        else
        {
            Assert.Contains(trouble, answer.Trouble, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_told_with_the_reason()
    {
        var answer = await AddressAnswer.AskAsync(new Uri($"http://127.0.0.1:{FreePort.Take()}"), TestContext.Current.CancellationToken);
        Assert.Equal(0, answer.Status);
        Assert.Contains("refuses the connection", answer.Trouble, StringComparison.Ordinal);
    }

    private static Drafts.Draft Draft => Drafts.Draft.Empty.Settle(Scenarios.Machine);

    private Setup Write(Drafts.Draft draft)
    {
        var setup = Setup.Of(draft.Settle(Scenarios.Machine));
        Assert.True(InstallationFileWriter.Write(_folder.Path, setup, new FileSet(setup.Files, [])).Succeeded);
        return setup;
    }

    private InstalledPlace Open() => InstalledPlace.Open(_folder.Path, Scenarios.Machine)!;
}
