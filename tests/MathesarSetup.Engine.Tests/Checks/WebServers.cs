using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>An authority that the checks trust in a test, and the ways in which a server can be no good.</summary>
public sealed class WebServers : IDisposable
{
    // An answer that begins well and never ends.
    private static readonly byte[] s_head = "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n"u8.ToArray();

    private readonly CertificateAuthority _somebodyElse = new("Somebody else");

    public CertificateAuthority Authority { get; } = new();

    internal Fetch Fetch
    {
        get
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPem(Authority.Pem);
            return new Fetch(trusted);
        }
    }

    /// <summary>Servers for plain HTTP that treat every visitor badly, by what they do.</summary>
    public static Dictionary<string, Func<Socket, CancellationToken, Task>> Faults { get; } = new()
    {
        ["closes"] = (_, _) => Task.CompletedTask,
        ["resets"] = FaultServer.Reset,
        ["says nothing"] = FaultServer.Silent,
        ["speaks garbage"] = FaultServer.Flood([], [0xA5, 0x00, 0xFF]),
        ["drips its head"] = FaultServer.Drip("HTTP/1.1 200 OK\r\n"u8.ToArray(), (byte)'x'),
        ["drips its body"] = FaultServer.Drip(s_head, (byte)' '),
        ["answers without end"] = FaultServer.Flood(s_head, new byte[65536]),
        ["has a head without end"] = FaultServer.Flood("HTTP/1.1 200 OK\r\nX-A: "u8.ToArray(), [.. Enumerable.Repeat((byte)'x', 65536)]),
    };

    /// <summary>Certificates that a check must not take, each with words of what it says about it.</summary>
    public (IssuedCertificate Certificate, string Words)[] BadCertificates(string name) =>
    [
        (_somebodyElse.Issue([name]), "Nobody whom this machine trusts"),
        (Authority.Issue(["other.example"]), "is for other names"),
        (Authority.Issue([name], DateTimeOffset.UtcNow.AddDays(-1)), "is not valid at this time"),
    ];

    public void Dispose()
    {
        Authority.Dispose();
        _somebodyElse.Dispose();
    }

    /// <summary>Runs a check as a person would have it, within its limit.</summary>
    internal static async Task<CheckOutcome> TryAsync(ICheck check, params (string Key, string Text)[] answers)
    {
        var setup = Setup.Of(answers.Aggregate(Draft.Empty, (d, a) => d.With(a.Key, a.Text)).Settle(Scenarios.Machine));
        Assert.True(check.AppliesTo(setup));
        var start = Stopwatch.GetTimestamp();
        var outcome = await CheckRunner.TryAsync(check, setup, TestContext.Current.CancellationToken);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, check.Limit + TimeSpan.FromSeconds(1));
        Assert.All(outcome.Findings, f => Assert.DoesNotContain(S3StandIn.Secret, f.Message, StringComparison.Ordinal));
        return outcome;
    }
}
