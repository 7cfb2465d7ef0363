using System.Globalization;

namespace MathesarSetup.Benchmarks;

/// <summary>The published wizard in a process and a home of its own, entered by its link.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly TemporaryDirectory _home;
    private readonly WizardProcess _process;

    private RunningProgram(TemporaryDirectory home, WizardProcess process, HttpClient client, string cookie) =>
        (_home, _process, Client, Cookie) = (home, process, client, cookie);

    /// <summary>Sends the cookie with each request, as the browser would that entered.</summary>
    public HttpClient Client { get; }

    /// <summary>The cookie's name and value.</summary>
    public string Cookie { get; }

    public Uri Address => new(_process.Link, "/");

    /// <summary>How much of the process is in memory, its program's own pages included, in megabytes.</summary>
    public double ResidentMegabytes =>
        double.Parse(File.ReadLines($"/proc/{_process.Process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(':', 'k')[1], CultureInfo.InvariantCulture) * 1024 / 1e6;

    /// <summary>Starts it and enters: the link has answered 200 when this is done.</summary>
    public static async Task<RunningProgram> StartAsync()
    {
        var home = new TemporaryDirectory();
        var process = await WizardProcess.ServeAsync(PublishedProgram.Path, home.Path);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var entered = (await client.GetAsync(process.Link)).EnsureSuccessStatusCode();
        var cookie = entered.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return new RunningProgram(home, process, client, cookie);
    }

    /// <summary>The wizard's page without its assets, as HTML.</summary>
    public Task<string> PageAsync() => Client.GetStringAsync(Address);

    public void Dispose()
    {
        Client.Dispose();
        _process.Dispose();
        _home.Dispose();
    }
}
