using System.Net;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>What to say when no PostgreSQL answers.</summary>
internal static class PlaceFindings
{
    private static readonly string s_host = DatabaseSettings.Host.Key;
    private static readonly string s_port = DatabaseSettings.Port.Key;

    public static Finding NotReached(ReachProblem problem, string host, int port) => problem switch
    {
        ReachProblem.UnknownName =>
            ServerFinding.UnknownHost.Say($"No address is known for {host}. Look for a typing error, or give the server's address.", s_host),
        ReachProblem.Refused =>
            ServerFinding.Refused.Say($"{Name(host)} refuses connections on port {port}: no server listens there. "
                + "Start PostgreSQL, let it listen on this address (listen_addresses), or correct the port.", s_port,
                port == 5432 ? null : Fix.To("Use port 5432", DatabaseSettings.Port, 5432)),
        ReachProblem.NoRoute =>
            ServerFinding.Unreachable.Say($"This machine has no way to {Name(host)}. Check the address, and that both are in one network or VPN.",
                s_host),
        _ =>
            ServerFinding.Silent.Say($"{Name(host)} does not answer on port {port} within 3 s. Usually a firewall on the way drops the packets; "
                + $"open port {port} for this machine.",
                s_host),
    };

    public static Finding OnlyLoopback(string host, int port, IPAddress address) =>
        ServerFinding.OnlyLoopback.Say($"PostgreSQL listens on port {port} of 127.0.0.1 alone, so containers, which come to {address}, are refused. "
            + "Set listen_addresses = '*' in postgresql.conf, allow 172.16.0.0/12 in pg_hba.conf, and restart it. "
            + "Or give the directory of its socket as the host.", s_host,
            File.Exists($"/var/run/postgresql/.s.PGSQL.{port}")
                ? Fix.To("Use the socket in /var/run/postgresql", DatabaseSettings.Host, "/var/run/postgresql")
                : null);

    public static Finding NoWayToHost(string host, IPAddress? own) =>
        ServerFinding.NoWayToHost.Say($"Containers of a rootless Docker do not reach this machine as {host}. "
            + $"Give its address in your network{(own is null ? "" : $", {own}")}; let PostgreSQL listen there (listen_addresses), and let "
            + "pg_hba.conf take connections from that very address.", s_host,
            own is null ? null : Fix.To($"Use {own}", DatabaseSettings.Host, own.ToString()));

    public static Finding NoSocket(string directory, int port) =>
        ServerFinding.NoSocket.Say($"There is no socket .s.PGSQL.{port} in {directory}. Start PostgreSQL, or correct the directory or the port; "
            + "Debian keeps it in /var/run/postgresql.", s_host,
            directory != "/var/run/postgresql" && File.Exists($"/var/run/postgresql/.s.PGSQL.{port}")
                ? Fix.To("Use /var/run/postgresql", DatabaseSettings.Host, "/var/run/postgresql")
                : null);

    public static Finding HungUp(string host, int port) =>
        ServerFinding.HungUp.Say($"{Name(host)} takes connections on port {port} and ends them at once. A proxy without a server behind it does so, "
            + "and so does a server that is just stopping. Look at the server's log.", s_port);

    public static Finding NotPostgres(string host, int port) =>
        ServerFinding.NotPostgres.Say($"What answers on port {port} of {host} is not PostgreSQL. Correct the host or the port.", s_port,
            port == 5432 ? null : Fix.To("Use port 5432", DatabaseSettings.Port, 5432));

    public static Finding Stalled(string host, int port) =>
        ServerFinding.Stalled.Say($"{Name(host)} takes connections on port {port}, and then no login comes about. "
            + "It is not PostgreSQL, or it is overloaded. Correct the port, or look at the server's log.", s_port);

    private static string Name(string host) => HostGateway.Is(host) ? $"This machine ({host})" : host;
}
