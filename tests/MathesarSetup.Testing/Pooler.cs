using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace MathesarSetup.Testing;

/// <summary>A real pgbouncer before a PostgreSQL server of this machine, for one database and its role of the same name.</summary>
public sealed class Pooler : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Process _process;

    /// <param name="mode">session, transaction or statement.</param>
    public Pooler(int serverPort, string mode, string name, string password)
    {
        var program = RealPart.Require("pgbouncer");
        var users = _directory.Write("users.txt", $"\"{name}\" \"{password}\"\n");
        var configuration = _directory.Write("pgbouncer.ini", string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            {name} = host=127.0.0.1 port={serverPort} dbname={name} user={name} password={password}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {Port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            pool_mode = {mode}
            logfile = {_directory.At("log")}

            """));
        new ChildProcess("chmod", "-R", "a+rwX", _directory.Path).Run().Successful();
        // It refuses to run as root.
        _process = Environment.IsPrivilegedProcess
            ? Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, "--quiet", configuration])
            : Process.Start(program, ["--quiet", configuration]);
        Wait();
    }

    public int Port { get; } = FreePort.Take();

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _directory.Dispose();
    }

    private void Wait() => Eventually.Happens(Answers, () => $"pgbouncer says:\n{File.ReadAllText(_directory.At("log"))}");

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
