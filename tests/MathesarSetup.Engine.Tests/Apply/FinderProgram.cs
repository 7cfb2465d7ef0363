using System.Runtime.CompilerServices;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>This program run once more by a user who may do nothing, to look for an engine.</summary>
internal static class FinderProgram
{
    private const string Order = "MATHESAR_SETUP_TEST_FINDER";

    /// <summary>Searches below a root with <c>runtime</c> as the folder for sockets, and prints the findings.</summary>
    public static ChildProcess AsNobody(string root) =>
        new("setpriv",
            ["--reuid=nobody", "--regid=nogroup", "--clear-groups", Files.KilledWriter.Program.File, .. Files.KilledWriter.Program.Arguments])
        {
            Environment = new Dictionary<string, string?> { [Order] = root, ["HOME"] = "/nonexistent" },
            Directory = "/",
        };

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order) is { } root)
        {
            var surroundings = new EngineSurroundings("/nonexistent",
                new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = Path.Join(root, "runtime") })
            { Root = root };
            var search = OneThread.Run(() => EngineFinder.FindAsync(surroundings));
            Console.WriteLine(string.Join('\n', search.Findings.Select(f => $"{f.Code}: {f.Message}")));
            Environment.Exit(0);
        }
    }
}
