using System.Globalization;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.BackingUp;

/// <summary>One installation of stand-ins in the real engine, of which nothing stays behind.</summary>
public sealed class ComposeInstallation : IAsyncLifetime
{
    private readonly TemporaryDirectory _folder = new();

    public string Docker { get; } = StandIns.Require();

    public string Name { get; } = "backup-" + Guid.NewGuid().ToString("n")[..12];

    public string Directory => _folder.At("here");

    public string Database => $"{Name}-db-1";

    public string Web => $"{Name}-mathesar-1";

    public InstalledPlace Place => InstalledPlace.Open(Directory, Scenarios.Machine)!;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        _folder.Write("here/mathesar.yaml", $$"""
            schema: 1
            install: { name: {{Name}} }
            access: { port: {{port}}, url: "http://localhost:{{port}}" }
            mathesar: { image: "{{StandIns.Mathesar("0.12.0")}}" }
            database: { image: "{{StandIns.Postgres}}" }

            """);
        var reading = DraftSources.ReadAt(Directory, Scenarios.Machine);
        var order = ApplyOrder.Of(reading, reading.Settle().Setup, Directory);
        var planned = await order.PlanAsync((await order.FindPlaceAsync(default)).Place!, default);
        var result = await planned.RunAsync(static _ => { }, default);
        Assert.True(result.Succeeded, string.Join('\n', result.Findings.Select(static f => f.Message)));
    }

    public Outcome Run(string container, byte[] input, params string[] words) =>
        new ChildProcess(Docker, ["exec", "-i", container, .. words]) { Input = input }.Run().Successful();

    /// <summary>Runs statements in a database of any name.</summary>
    /// <param name="container">The container of PostgreSQL; null for the installation's own.</param>
    public string Sql(string database, string sql, string? container = null)
    {
        var name = database.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        return Run(container ?? Database, System.Text.Encoding.UTF8.GetBytes(sql), "psql", "-XqAt", "-U", "mathesar", "-v", "ON_ERROR_STOP=1", "-d",
            $"dbname='{name}'").Output.TrimEnd('\n');
    }

    public ValueTask DisposeAsync()
    {
        foreach (var (list, remove) in new[] { ("ps --all", "rm --force --volumes"), ("network ls", "network rm"), ("volume ls", "volume rm") })
        {
            foreach (var id in new ChildProcess(Docker, [.. list.Split(' '), "--quiet", "--filter", $"name={Name}"]).Run().Output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                new ChildProcess(Docker, [.. remove.Split(' '), id]).Run();
            }
        }

        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
