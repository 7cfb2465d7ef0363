using System.Collections.Immutable;
using Docker.DotNet;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Apply;

/// <summary>
/// Runs lines of Python within Mathesar's own program, in its container. The lines hold no answer: values travel in variables, never as arguments.
/// </summary>
internal sealed class MathesarShell(IServiceShell shell)
{
    private const string Mark = "MATHESAR_SETUP ";

    /// <summary>Where Mathesar's program lies, where that is not the place in its image.</summary>
    public const string Program = "MATHESAR_SETUP_PROGRAM";

    /// <summary>A line of shell that runs the lines which stand in <see cref="Variable"/>.</summary>
    public const string Run = """cd "${MATHESAR_SETUP_PROGRAM:-/code}" && exec python3 manage.py shell -c "$MATHESAR_SETUP_LINES" """;

    public const string Variable = "MATHESAR_SETUP_LINES";

    // What the launcher sets for the database inside the container, and a program beside it has to be told.
    internal static readonly ImmutableArray<string> BuiltIn =
        ["POSTGRES_USER=postgres", "POSTGRES_PASSWORD=mathesar", "POSTGRES_HOST=localhost", "POSTGRES_PORT=5432", "POSTGRES_DB=mathesar_django"];

    /// <summary>Whether the database is the one inside Mathesar's container.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>What the lines say in the end; null, with the last words, when they fail.</summary>
    /// <param name="script">The name of an embedded script.</param>
    public async Task<(string? Said, string Words)> RunAsync(
        string script, ImmutableArray<string> variables, bool isChanging, CancellationToken cancellation)
    {
        ImmutableArray<string> command =
        [
            "sh",
            "-c",
            Run,
        ], all = [$"{Variable}={Lines(script)}", .. IsBuiltIn ? BuiltIn : [], .. variables];
        try
        {
            var result = await shell.RunAsync(new ShellCommand(command) { Variables = all, IsChanging = isChanging }, cancellation);
            return (result.Succeeded ? Said(result.Output) : null, result.Errors.Trim().Split('\n')[^1].Trim());
        }
        catch (Exception problem) when (problem is DockerApiException or StepFailure)
        {
            // It does not run at this moment.
            return (null, EngineFindings.Words(problem));
        }
    }

    /// <summary>What the lines say in the end; null where they did not come so far.</summary>
    public static string? Said(string output) =>
        output.Split('\n').LastOrDefault(static line => line.StartsWith(Mark, StringComparison.Ordinal))?[Mark.Length..].Trim();

    /// <summary>An embedded script.</summary>
    public static string Lines(string script)
    {
        using var reader = new StreamReader(typeof(MathesarShell).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
