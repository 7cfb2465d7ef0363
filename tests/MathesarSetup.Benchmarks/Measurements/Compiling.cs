using System.Collections.Immutable;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>The methods that the published program still has to compile while it runs.</summary>
/// <remarks>Unlike times, their number is about the same on every machine, busy or not.</remarks>
internal static class Compiling
{
    public static readonly Measurement Measurement = new("compile", "Methods compiled while a verb runs", () => Task.FromResult(Take()));

    private static ImmutableArray<Figure> Take()
    {
        using var directory = new TemporaryDirectory();
        return
        [
            Of("`--version`", directory, new Aim(45), "--version"),
            Of("`generate` into an empty directory", directory, new Aim(130), "generate", "--dir", directory.At("installation")),
            Of("`generate` again, nothing to change", directory, new Aim(130), "generate", "--dir", directory.At("installation")),
            Of("`validate`", directory, new Aim(120), "validate", "--dir", directory.At("installation")),
        ];
    }

    private static Figure Of(string what, TemporaryDirectory directory, Aim aim, params string[] arguments)
    {
        var list = directory.At($"{Guid.NewGuid():N}");
        new ChildProcess(PublishedProgram.Path, arguments)
        {
            Directory = directory.Path,
            Environment = new Dictionary<string, string?> { ["DOTNET_JitStdOutFile"] = list, ["DOTNET_JitDisasmSummary"] = "1" },
        }.Run().Successful();
        var compiled = File.ReadLines(list).Count(static line => line.Contains("JIT compiled", StringComparison.Ordinal));
        return new Figure(what, new Samples(compiled), "methods", aim);
    }
}
