using System.Collections.Immutable;
using System.Diagnostics;
using MathesarSetup.Benchmarks.Figures;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Database;
using MathesarSetup.Setups;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>How long a wrong answer about the database stays unexplained: from the last letter typed, on a real server of this machine.</summary>
internal static class Checking
{
    private const int Count = 40;

    public static readonly Measurement Measurement = new("check", "A database answer, from the last letter to what is said about it", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        using var server = new PostgresServer();
        server.Make("tables", "0Xq7rT2mV9bN4kL8");
        var rounds = await Rounds.RunAsync(Count, async () => (
            Password: await TimeAsync(server, "database.wrong-login", ("database.password", "wrong")),
            Database: await TimeAsync(server, "database.missing", ("database.name", "nothing_here")),
            Port: await TimeAsync(server, "database.refused", ("database.port", $"{FreePort.Take()}")),
            Name: await TimeAsync(server, "database.unknown-host", ("database.host", "no-such-host.invalid")),
            Good: await TimeAsync(server, "database.no-createdb")));
        return
        [
            new("wrong password", new Samples(rounds.Select(r => r.Password)), "ms", new Aim(2000, AtWorst: true)),
            new("missing database", new Samples(rounds.Select(r => r.Database)), "ms", new Aim(2000, AtWorst: true)),
            new("closed port", new Samples(rounds.Select(r => r.Port)), "ms", new Aim(2000, AtWorst: true)),
            new("name without an address", new Samples(rounds.Select(r => r.Name)), "ms", new Aim(2000, AtWorst: true)),
            new("good answers", new Samples(rounds.Select(r => r.Good)), "ms"),
        ];
    }

    private static async Task<double> TimeAsync(PostgresServer server, string code, params (string Key, string Text)[] wrong)
    {
        (string Key, string Text)[] good =
        [
            ("database.mode", "existing"),
            ("database.host", "host.docker.internal"),
            ("database.port", $"{server.Port}"),
            ("database.name", "tables"),
            ("database.user", "tables"),
            ("database.password", "0Xq7rT2mV9bN4kL8"),
        ];
        var setup = Setup.Of(good.Concat(wrong).Aggregate(Draft.Empty, (draft, answer) => draft.With(answer.Key, answer.Text)));
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(LiveCheck.Pause);
        var result = await CheckRunner.RunAsync(new DatabaseCheck(), setup, CancellationToken.None);
        return result.Findings.Any(f => f.Code == code)
            ? Stopwatch.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException(
                $"{code} was expected, and the check said: {result.Said} {string.Join(' ', result.Findings.Select(f => f.Message))}");
    }
}
