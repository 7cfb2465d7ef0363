using System.Collections.Immutable;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary><c>generate</c> as a process of its own, beside what people know: <c>docker compose config</c> on the directory that it wrote.</summary>
internal static class Generating
{
    private const int Count = 30;

    public static readonly Measurement Measurement = new("generate", "Generate, as a process of its own", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        var (program, compose) = (PublishedProgram.Path, RealPart.Compose2());
        // In turns, so that a noisy neighbour troubles all of them alike.
        var rounds = await Rounds.RunAsync(Count, () => Task.FromResult(Round(program, compose)));
        return
        [
            new("`generate` into an empty directory", new Samples(rounds.Select(r => r.First)), "ms", new Aim(100)),
            new("`generate` again, nothing to change", new Samples(rounds.Select(r => r.Again)), "ms", new Aim(100)),
            new("`generate --target all` into an empty directory", new Samples(rounds.Select(r => r.All)), "ms", new Aim(130)),
            new("`docker compose config` 2.26 there", new Samples(rounds.Select(r => r.Compose)), "ms"),
            new("`generate` into an empty directory : `docker compose config`", new Samples(rounds.Select(r => r.First / r.Compose)), ": 1",
                new Aim(1)),
        ];
    }

    private static (double First, double Again, double Compose, double All) Round(string program, string compose)
    {
        using var directory = new TemporaryDirectory();
        using var every = new TemporaryDirectory();
        var generate = new ChildProcess(program, "generate", "--dir", directory.Path) { Directory = directory.Path };
        return (Rounds.Time(generate), Rounds.Time(generate), Rounds.Time(new ChildProcess(compose, "config") { Directory = directory.Path }),
            Rounds.Time(new ChildProcess(program, "generate", "--target", "all", "--dir", every.Path) { Directory = every.Path }));
    }
}
