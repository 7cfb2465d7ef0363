using System.Diagnostics;
using System.Net.Sockets;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Servers that are no PostgreSQL, or a broken one: each is a finding within the limit, none is an exception.</summary>
public sealed class DatabaseFaultTests
{
    private static readonly byte[] s_http = "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray();

    // An error of two billion bytes, as its length says.
    private static readonly byte[] s_huge = [(byte)'N', (byte)'E', 0x7F, 0xFF, 0xFF, 0xF0];

    private static readonly Dictionary<string, (Func<Socket, CancellationToken, Task> Treat, string Code)> s_faults = new()
    {
        ["closes"] = ((_, _) => Task.CompletedTask, "database.hung-up"),
        ["resets"] = (FaultServer.Reset, "database.hung-up"),
        ["says nothing"] = (FaultServer.Silent, "database.stalled"),
        ["speaks HTTP"] = (FaultServer.Say(s_http), "database.not-postgres"),
        ["declines encryption, then says nothing"] = (FaultServer.Say((byte)'N'), "database.stalled"),
        ["declines encryption, then drips"] = (FaultServer.Drip([(byte)'N'], (byte)'R'), "database.stalled"),
        ["declines encryption, then floods with garbage"] =
            (FaultServer.Flood([(byte)'N'], [.. Enumerable.Repeat((byte)0xA5, 65536)]), "database.broken-off"),
        ["offers encryption, then speaks none"] = (FaultServer.Flood([(byte)'S'], s_http), "database.tls-failed"),
        ["offers encryption, then says nothing"] = (FaultServer.Say((byte)'S'), "database.stalled"),
        ["answers without end"] = (FaultServer.Flood(s_huge, new byte[65536]), "database.broken-off"),
    };

    public static TheoryData<string> Faults => [.. s_faults.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_is_a_finding_within_the_limit_and_no_connection_stays(string fault)
    {
        var (treat, code) = s_faults[fault];
        using var server = new FaultServer(treat);
        var start = Stopwatch.GetTimestamp();
        var finding = Assert.Single((await DatabaseServers.TryAsync(server.Port, ("database.host", "127.0.0.1"))).Findings);
        Assert.Equal((code, Severity.Error), (finding.Code, finding.Severity));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 6);
        await server.EmptyAsync();
    }
}
