using System.Net;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Web.Tests.Hosting;

/// <summary>A first boot begins as it was opened, and says how it is opened from elsewhere.</summary>
public sealed class FirstBootTests : IDisposable
{
    private const string Address = "192.168.7.7";

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Opened_by_an_address_of_the_network_it_begins_with_that_address_and_undo_takes_it_back()
    {
        await using var wizard = await StartAsync(options => options with { OwnNames = [Address] });
        var session = await OpenedAsync(wizard, Address);

        Assert.Equal($"http://{Address}:8000", session.Setup.Answers.Text(AccessSettings.Url));
        Assert.Equal("0.0.0.0", session.Setup.Answers.Text(AccessSettings.Bind));
        session.Undo();
        Assert.Equal("127.0.0.1", session.Setup.Answers.Text(AccessSettings.Bind));
    }

    [Fact]
    public async Task Through_a_tunnel_it_begins_with_this_machine_alone()
    {
        await using var wizard = await StartAsync();
        var session = await OpenedAsync(wizard, "localhost");
        Assert.False(session.CanUndo);
        Assert.Equal("127.0.0.1", session.Setup.Answers.Text(AccessSettings.Bind));
    }

    [Fact]
    public async Task What_was_answered_before_stays()
    {
        await using var wizard = await StartAsync(options => options with { OwnNames = [Address] });
        wizard.Services.GetRequiredService<WizardSession>().Answer(AccessSettings.Url.Key, "https://tables.example.org");
        var session = await OpenedAsync(wizard, Address);
        Assert.Equal("https://tables.example.org", session.Setup.Answers.Text(AccessSettings.Url));
    }

    [Fact]
    public async Task A_machine_that_has_Podman_alone_begins_with_Podman_and_undo_takes_it_back()
    {
        await using var wizard = await StartAsync();
        var session = await OpenedAsync(wizard, "localhost");
        var facts = StartFacts.Look(_directory.Path) with { IsNew = true, PodmanPath = "/usr/bin/podman" };
        OnlyPodman.Take(session, facts with { DockerPath = "/usr/bin/docker" });
        Assert.False(session.CanUndo);
        OnlyPodman.Take(session, facts with { DockerPath = null });
        Assert.Equal("podman", session.Setup.Answers.Text(RunSettings.Target));
        Assert.Equal(Environment.IsPrivilegedProcess, session.Setup.Answers.Get(PodmanSettings.AsRoot));
        session.Undo();
        Assert.Equal("compose", session.Setup.Answers.Text(RunSettings.Target));

        // Who took it back, or answered anything, is not asked again.
        OnlyPodman.Take(session, facts with { DockerPath = null });
        Assert.Equal("compose", session.Setup.Answers.Text(RunSettings.Target));
    }

    [Fact]
    public async Task Any_other_start_leaves_the_answers_alone()
    {
        await using var wizard = await StartAsync(options => options with { FirstBoot = false, OwnNames = [Address] });
        Assert.False((await OpenedAsync(wizard, Address)).CanUndo);
    }

    [Fact]
    public async Task A_name_that_is_not_the_machines_is_refused_as_ever()
    {
        await using var wizard = await StartAsync(options => options with { OwnNames = ["appliance.local"] });
        Assert.Equal(HttpStatusCode.BadRequest, (await wizard.GetAsync("/", null, ("Host", "evil.example.org"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wizard.GetAsync("/", null, ("Host", "appliance.local:8765"))).Status);
    }

    [Fact]
    public async Task Alone_on_this_machine_it_tells_the_tunnel_and_draws_no_code_for_a_phone()
    {
        await using var wizard = await StartAsync();
        Assert.Matches($"ssh -L {wizard.Port}:127\\.0\\.0\\.1:{wizard.Port} USER@", wizard.Terminal);
        Assert.DoesNotContain("█", wizard.Terminal, StringComparison.Ordinal);
        Assert.DoesNotContain("unencrypted", wizard.Terminal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_to_the_network_it_tells_its_address_that_nothing_is_encrypted_and_the_tunnel_and_draws_the_link()
    {
        await using var wizard = await StartAsync(options => options with { Listen = IPAddress.Any, NetworkName = Address });
        Assert.Contains($"http://{Address}:{wizard.Port}/enter?token=", wizard.Terminal, StringComparison.Ordinal);
        Assert.Contains("crosses the network unencrypted (plain HTTP)", wizard.Terminal, StringComparison.Ordinal);
        Assert.Contains($"ssh -L {wizard.Port}:127.0.0.1:{wizard.Port} USER@{Address}", wizard.Terminal, StringComparison.Ordinal);
        Assert.Contains("████████", wizard.Terminal, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private Task<RunningWizard> StartAsync(Func<Web.Listening.ServeOptions, Web.Listening.ServeOptions>? change = null) =>
        RunningWizard.StartAsync(options =>
        {
            var first = options with { FirstBoot = true, Directory = _directory.At(Guid.NewGuid().ToString("n")) };
            return change is null ? first : change(first);
        });

    private static async Task<WizardSession> OpenedAsync(RunningWizard wizard, string host)
    {
        var answer = await wizard.GetAsync($"/enter?token={wizard.Tokens[0]}", null, ("Host", $"{host}:{wizard.Port}"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return wizard.Services.GetRequiredService<WizardSession>();
    }
}
