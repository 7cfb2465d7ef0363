using System.Globalization;
using System.Text;

namespace MathesarSetup.Testing;

/// <summary>
/// A PostgreSQL server of this machine, on a port and a socket of its own, which asks everybody for the password. It goes with the test.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Everybody = "local all postgres trust\nlocal all all scram-sha-256\nhost all all 0.0.0.0/0 scram-sha-256\n";

    private readonly string _programs;
    private readonly string _root = Directory.CreateTempSubdirectory("mathesar-setup-postgres-").FullName;

    /// <param name="access">The lines of pg_hba.conf; by default everybody needs the password, and the superuser only the socket.</param>
    /// <param name="certificate">What the server shows to those who want encryption; none by default.</param>
    public PostgresServer(string access = Everybody, IssuedCertificate? certificate = null)
    {
        _programs = Programs();
        // PostgreSQL refuses to run as root, and other users have to come through to the socket.
        new ChildProcess("chmod", "755", _root).Run().Successful();
        new ChildProcess("mkdir", Data, SocketDirectory).Run().Successful();
        if (Environment.IsPrivilegedProcess)
        {
            new ChildProcess("chown", "-R", "postgres", _root).Run().Successful();
        }

        Run("initdb", "--pgdata", Data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")
            .Successful();
        File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), access);
        File.WriteAllText(Path.Combine(Data, "postgresql.auto.conf"), certificate is null
            ? ""
            : $"ssl = on\nssl_cert_file = '{Own("server.pem", certificate.ChainPem)}'\nssl_key_file = '{Own("server.key", certificate.KeyPem)}'\n");
        Start();
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
    public string Query(string database, string sql) => Psql(database, [], "--command", sql);

    /// <summary>What the statements of a script give, one row a line; the first that fails ends it.</summary>
    /// <exception cref="InvalidOperationException">One failed.</exception>
    public string RunScript(string database, string sql) => Psql(database, Encoding.UTF8.GetBytes(sql), "--set", "ON_ERROR_STOP=1", "--file", "-");

    /// <summary>Dumps a database, and restores the dump into another one.</summary>
    public void CopyDump(string from, string into)
    {
        string[] server = ["--host", SocketDirectory, "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", "postgres"];
        Run("pg_dump", [.. server, "--format", "custom", "--dbname", from, "--file", Path.Combine(SocketDirectory, "dump")]).Successful();
        Run("pg_restore", [.. server, "--exit-on-error", "--single-transaction", "--dbname", into, Path.Combine(SocketDirectory, "dump")])
            .Successful();
    }

    /// <summary>Starts the server anew as a standby, which takes no changes.</summary>
    public void BecomeStandby()
    {
        Stop("fast");
        Own("data/standby.signal", "");
        Start();
    }

    public void Dispose()
    {
        Stop("immediate");
        Directory.Delete(_root, recursive: true);
    }

    private string Psql(string database, byte[] input, params string[] arguments) =>
        Run(input, "psql", ["--no-psqlrc", "-qAt", "--host", SocketDirectory, "--port", Port.ToString(CultureInfo.InvariantCulture), "--username",
            "postgres", "--dbname", database, .. arguments])
            .Successful().Output.TrimEnd('\n');

    private void Start() => Run("pg_ctl", "--pgdata", Data, "--wait", "--log", Path.Combine(_root, "log"), "--options",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -k {SocketDirectory} -c listen_addresses=* -c fsync=off"), "start").Successful();

    private void Stop(string mode) => Run("pg_ctl", "--pgdata", Data, "--mode", mode, "stop");

    // The server reads its key only from a file of its own that nobody else may read.
    private string Own(string name, string text)
    {
        var path = Path.Combine(_root, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess)
        {
            new ChildProcess("chown", "postgres", path).Run().Successful();
        }

        return path;
    }

    private Outcome Run(string program, params string[] arguments) => Run([], program, arguments);

    private Outcome Run(byte[] input, string program, string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        var process = Environment.IsPrivilegedProcess
            ? new ChildProcess("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : new ChildProcess(path, arguments);
        return (process with { Directory = "/", Input = input }).Run();
    }

    // Debian keeps the programs of each major version apart.
    private static string Programs() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb")))
            .Max()
            ?? throw Missing()
        : throw Missing();

    private static Exception Missing() => RealPart.Missing("PostgreSQL", "run tests/run once, which installs it");
}
