using System.Globalization;
using System.Text;

namespace MathesarSetup.Browser.Tests;

/// <summary>A name and a port on the real engine for an installation of stand-ins. Everything that has the name goes with the test.</summary>
internal sealed class StandInPlace : IDisposable
{
    private const string RecommendedName = "mathesar";
    private const int RecommendedPort = 8000;

    private static readonly string[][] s_lists = [["ps", "--all"], ["network", "ls"], ["volume", "ls"]];

    private readonly string _docker = StandIns.Require();
    private readonly IDisposable[] _lent;

    /// <summary>One that nobody else has.</summary>
    public StandInPlace()
        : this("browser-" + Guid.NewGuid().ToString("n")[..12], FreePort.Take())
    {
    }

    private StandInPlace(string name, int port, params IDisposable[] lent) => (Name, Port, _lent) = (name, port, lent);

    public string Name { get; }

    public int Port { get; }

    /// <summary>The one that the recommended settings have, with stand-ins under the names of their images. It has to be free.</summary>
    public static StandInPlace TakeRecommended()
    {
        var place = new StandInPlace(RecommendedName, RecommendedPort,
            StandIns.LendImage(StandIns.Mathesar("0.12.0"), "docker.io/mathesar/mathesar:0.12.0"),
            StandIns.LendImage(StandIns.Postgres, "docker.io/library/postgres:17-bookworm"));
        if (FreePort.Is(RecommendedPort) && s_lists.All(list => place.Names(list) is []))
        {
            return place;
        }

        // What is there is somebody's.
        place.Return();
        throw RealPart.Missing(
            $"A machine without an installation named {RecommendedName} or a program on port {RecommendedPort}", "stop it meanwhile");
    }

    /// <summary>Writes the answers that name it into a directory.</summary>
    public void Answer(string directory, string? image = null)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Join(directory, "mathesar.yaml"), string.Create(CultureInfo.InvariantCulture, $"""
            schema: 1
            install:
              name: {Name}
            mathesar:
              image: {image ?? StandIns.Mathesar("0.12.0")}
            access:
              port: {Port}
            database:
              image: {StandIns.Postgres}

            """));
    }

    /// <summary>Installs it from the command line.</summary>
    public void Install(string directory)
    {
        Answer(directory);
        WizardProcess.Run("apply", "--yes", "--dir", directory).Successful();
    }

    /// <summary>Installs the release before the newest.</summary>
    public void InstallFormer(string directory)
    {
        Answer(directory, StandIns.Mathesar("0.11.0"));
        WizardProcess.Run("apply", "--yes", "--dir", directory, "--mathesar-version", "0.11.0").Successful();
    }

    /// <summary>What Mathesar's own database answers.</summary>
    public string Ask(string sql) => new ChildProcess(_docker, "exec", "--interactive", $"{Name}-db-1", "sh", "-c",
        "exec psql -XqAt -v ON_ERROR_STOP=1 -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\"")
    {
        Input = Encoding.UTF8.GetBytes(sql),
    }.Run().Successful().Output.Trim();

    /// <summary>Which release answers, and whether its records fit it.</summary>
    public async Task<string> ReleaseAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await client.GetStringAsync(new Uri($"http://localhost:{Port}/fit"), TestContext.Current.CancellationToken);
    }

    /// <summary>What a list of the engine has of it, such as <c>ps --all</c>.</summary>
    public string[] Names(params string[] list) =>
        [.. new ChildProcess(_docker, [.. list, "--filter", $"label=com.docker.compose.project={Name}", "--format",
            list[0] is "ps" ? "{{.Names}}" : "{{.Name}}"])
            .Run().Successful().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public void Dispose()
    {
        foreach (var (list, remove) in s_lists.Zip((string[][])[["rm", "--force", "--volumes"], ["network", "rm"], ["volume", "rm"]]))
        {
            Array.ForEach(Names(list), name => new ChildProcess(_docker, [.. remove, name]).Run().Successful());
        }

        Return();
    }

    private void Return() => Array.ForEach(_lent, static lent => lent.Dispose());
}
