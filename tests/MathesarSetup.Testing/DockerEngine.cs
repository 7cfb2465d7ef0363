using System.Diagnostics;

namespace MathesarSetup.Testing;

/// <summary>The Docker engine of this machine. One that nobody has started is started and left running for the next test.</summary>
public static class DockerEngine
{
    private static readonly Lock s_starting = new();

    /// <summary>The docker client, once an engine answers it.</summary>
    public static string Require()
    {
        var docker = RealPart.Require("docker");
        lock (s_starting)
        {
            if (Answers(docker) || (Environment.IsPrivilegedProcess && Start(docker)))
            {
                return docker;
            }
        }

        throw RealPart.Missing("A Docker engine", "start dockerd, or run tests/run as root");
    }

    private static bool Start(string docker)
    {
        // setsid lets it outlive the test run; its log goes to a file, since a pipe would break with us.
        var log = Path.Combine(Path.GetTempPath(), "mathesar-setup-tests-dockerd.log");
        Process.Start("setsid", ["--fork", "sh", "-c", "exec \"$0\" >\"$1\" 2>&1 </dev/null", RealPart.Require("dockerd"), log])!.WaitForExit();
        return Eventually.Becomes(() => Answers(docker), TimeSpan.FromSeconds(30));
    }

    private static bool Answers(string docker) => new ChildProcess(docker, "version", "--format", "{{.Server.Version}}").Run().ExitCode == 0;
}
