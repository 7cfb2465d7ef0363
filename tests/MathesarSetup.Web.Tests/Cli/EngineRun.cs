using System.Globalization;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>The real program for an installation of stand-ins in the real engine, of which nothing stays behind.</summary>
internal sealed class EngineRun : IDisposable
{
    public SetupProgram Setup { get; } = new();

    public string Docker { get; } = StandIns.Require();

    public string Name { get; } = "cli-" + Guid.NewGuid().ToString("n")[..12];

    public string Port { get; } = FreePort.Take().ToString(CultureInfo.InvariantCulture);

    /// <summary>The command line that installs it into the directory <c>here</c>.</summary>
    public string[] Apply =>
    [
        "apply", "--dir", "here", "--install-name", Name, "--access-port", Port, "--access-url", $"http://localhost:{Port}",
        "--mathesar-image", StandIns.Mathesar("0.12.0"), "--database-image", StandIns.Postgres,
    ];

    public void Dispose()
    {
        foreach (var (list, remove) in new[] { ("ps --all", "rm --force --volumes"), ("network ls", "network rm"), ("volume ls", "volume rm") })
        {
            foreach (var id in new ChildProcess(Docker, [.. list.Split(' '), "--quiet", "--filter", $"name={Name}"]).Run().Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                new ChildProcess(Docker, [.. remove.Split(' '), id]).Run();
            }
        }

        Setup.Dispose();
    }
}
