using System.Globalization;

namespace MathesarSetup.Testing;

/// <summary>A PostgreSQL server of this machine, on a port and a socket of its own, which asks everybody for the password. It goes with the test.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _programs;
    private readonly string _root = Directory.CreateTempSubdirectory("mathesar-setup-postgres-").FullName;

    public PostgresServer()
    {
        _programs = Programs();
        // PostgreSQL refuses to run as root, and other users have to come through to the socket.
        new ChildProcess("chmod", "755", _root).Run().Successful();
        new ChildProcess("mkdir", Data, SocketDirectory).Run().Successful();
        if (Environment.IsPrivilegedProcess)
        {
            new ChildProcess("chown", "-R", "postgres", _root).Run().Successful();
        }

        Run("initdb", "--pgdata", Data, "--username", "postgres", "--auth", "trust", "--no-sync").Successful();
        File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), "local all postgres trust\nlocal all all scram-sha-256\nhost all all 0.0.0.0/0 scram-sha-256\n");
        Run("pg_ctl", "--pgdata", Data, "--wait", "--log", Path.Combine(_root, "log"), "--options",
            string.Create(CultureInfo.InvariantCulture, $"-p {Port} -k {SocketDirectory} -c listen_addresses=* -c fsync=off"), "start").Successful();
    }

    public int Port { get; } = FreePort.Take();

    /// <summary>The directory of the Unix socket.</summary>
    public string SocketDirectory => Path.Combine(_root, "socket");

    private string Data => Path.Combine(_root, "data");

    /// <summary>Makes a role with a password, and a database of the same name that it owns.</summary>
    public void Make(string name, string password)
    {
        Query("postgres", $"CREATE ROLE \"{name}\" LOGIN PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}'");
        Query("postgres", $"CREATE DATABASE \"{name}\" OWNER \"{name}\"");
    }

    /// <summary>What a statement gives, one row a line.</summary>
    public string Query(string database, string sql) =>
        Run("psql", "--no-psqlrc", "-qAt", "--host", SocketDirectory, "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", "postgres", "--dbname", database, "--command", sql).Successful().Output.TrimEnd('\n');

    public void Dispose()
    {
        Run("pg_ctl", "--pgdata", Data, "--mode", "immediate", "stop");
        Directory.Delete(_root, recursive: true);
    }

    private Outcome Run(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        var process = Environment.IsPrivilegedProcess
            ? new ChildProcess("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : new ChildProcess(path, arguments);
        return (process with { Directory = "/" }).Run();
    }

    // Debian keeps the programs of each major version apart.
    private static string Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max() ?? throw Missing()
        : throw Missing();

    private static Exception Missing() => RealPart.Missing("PostgreSQL", "run tests/run once, which installs it");
}
