using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace MathesarSetup.Web.Tests.Hosting;

public sealed class ServeTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_stops_at_once_with_exit_0_although_a_tab_is_open_and_leaves_no_file(string signal)
    {
        using var home = new TemporaryDirectory();
        using var wizard = await WizardProcess.ServeAsync(WizardProcess.Program, home.Path);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var entered = await client.GetAsync(wizard.Link, TestContext.Current.CancellationToken);
        using var page = new HttpRequestMessage(HttpMethod.Get, new Uri(wizard.Link, "/"));
        var cookie = entered.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        page.Headers.Add("Cookie", cookie);
        using var _ = await client.SendAsync(page, TestContext.Current.CancellationToken);
        using var tab = new ClientWebSocket();
        tab.Options.SetRequestHeader("Cookie", cookie);
        tab.Options.SetRequestHeader("Origin", wizard.Link.GetLeftPart(UriPartial.Authority));
        await tab.ConnectAsync(new Uri($"ws://{wizard.Link.Authority}/_blazor"), TestContext.Current.CancellationToken);

        var (exitCode, took) = await wizard.StopAsync(signal);

        Assert.Equal(0, exitCode);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        // Among others no key ring in ~/.aspnet.
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));
    }

    [Fact]
    public void A_taken_port_is_told_with_its_holder_and_the_way_out()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var outcome = WizardProcess.Run("serve", "--no-browser", "--port", $"{port}");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"Port {port} is already taken", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("--port 0", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", outcome.Output + outcome.Errors, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains($"(process {Environment.ProcessId})", outcome.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--insecure", "--listen", "0.0.0.0")]
    [InlineData("--insecure", "--listen", "192.168.7.7")]
    [InlineData("--insecure", "--listen", "::")]
    [InlineData("--port", "--port", "70000")]
    [InlineData("--listen", "--listen", "wizard.lan")]
    [InlineData("--tls-key", "--tls-cert", "/no/such/file")]
    [InlineData("--no-such", "--no-such")]
    public void What_cannot_be_done_is_refused_with_exit_2(string named, params string[] arguments)
    {
        var outcome = WizardProcess.Run(["serve", .. arguments]);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(named, outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_certificates_are_refused_with_exit_2()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.Write("broken.pem", "not a certificate");
        var outcome = WizardProcess.Run("--tls-cert", file, "--tls-key", file);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(file, outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_tells_whether_a_wizard_answers()
    {
        await using var wizard = await RunningWizard.StartAsync();
        Assert.Equal(0, WizardProcess.Run("probe", "--port", $"{wizard.Port}").ExitCode);
        await wizard.DisposeAsync();
        Assert.Equal(1, WizardProcess.Run("probe", "--port", "1").ExitCode);
    }

    [Fact]
    public void Help_names_the_verbs()
    {
        var outcome = WizardProcess.Run("--help").Successful();
        Assert.Contains("serve", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("probe", outcome.Output, StringComparison.Ordinal);
    }
}
