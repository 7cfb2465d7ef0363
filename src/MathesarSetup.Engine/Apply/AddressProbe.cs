using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Apply;

/// <summary>Requests Mathesar under every name that the user gave, and sees that the page which makes an administrator is closed.</summary>
/// <param name="isSeen">Whether this process shares the network of what it installed.</param>
/// <param name="ask">Requests a page of Mathesar under a name, past every proxy and firewall: its status, and where it leads.</param>
internal sealed class AddressProbe(Setup setup, bool isSeen, Func<string, string, CancellationToken, Task<string>> ask)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Warnings for addresses that do not answer from this machine.</summary>
    /// <exception cref="StepFailure">Mathesar refuses a name, or has no administrator.</exception>
    public async Task<ImmutableArray<Finding>> RunAsync(CancellationToken cancellation)
    {
        var hosts = Hosts();
        foreach (var host in hosts)
        {
            var answer = await InsideAsync(WebPages.Login, host, cancellation);
            if (!answer.StartsWith("200", StringComparison.Ordinal))
            {
                throw new StepFailure(ApplyFinding.HostRefused.Say(
                    $"Mathesar answers {answer.Split(' ')[0]} to the name {host}, and should show its login page. Check access.hosts.",
                    AccessSettings.Hosts.Key));
            }
        }

        if ((await InsideAsync(WebPages.Claim, hosts[0], cancellation)).Split(' ') is not [['3', ..], ..])
        {
            throw new StepFailure(ApplyFinding.Unclaimed.Say(
                "Mathesar runs without an administrator, so whoever opens it first would become one. It was stopped. Its log says why there is none.",
                SecretSettings.AdminName.Key));
        }

        return await OutsideAsync(hosts[0], cancellation);
    }

    // Names with stars and leading dots stand for many, and none of them is known.
    private ImmutableArray<string> Hosts() =>
        [.. setup.Answers.Get(AccessSettings.Hosts).Items.Prepend(setup.Plan.Url.Host).Where(h => h[0] is not ('*' or '.')).Select(Bracketed)
            .Append("localhost").Distinct(StringComparer.Ordinal)];

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;

    private async Task<string> InsideAsync(string path, string host, CancellationToken cancellation) =>
        (await ask(path, host, cancellation)).Trim();

    /// <summary>The command that asks so from inside of Mathesar's container.</summary>
    public static ImmutableArray<string> Command(Setup setup, string path, string host) =>
        ["curl", "-s", "-o", "/dev/null", "-m", "30", "-w", "%{http_code} %{redirect_url}", "-H", $"Host: {host}",
            $"http://localhost:{setup.Plan.Web.Health!.Ready!.Port}{path}"];

    // The road that a browser takes. Here it only warns: a public name may not lead here yet.
    private async Task<ImmutableArray<Finding>> OutsideAsync(string host, CancellationToken cancellation)
    {
        var port = setup.Plan.Services.SelectMany(s => s.Ports).FirstOrDefault();
        if (port is null || !isSeen)
        {
            return [];
        }

        var url = string.Create(CultureInfo.InvariantCulture, $"http://{new ListenAddress(port.Address.Local).InUrl(port.Machine)}{WebPages.Login}");
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = s_patience };
            using var message = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Host = host } };
            using var answer = await client.SendAsync(message, cancellation);
            return [];
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return [ApplyFinding.NotReached.Say($"Mathesar works, but {url} does not answer from here: "
                + $"{problem.GetBaseException().Message.TrimEnd('.')}. Look for a firewall, or for a proxy that has no certificate yet.",
                port.From.Key)];
        }
    }
}
