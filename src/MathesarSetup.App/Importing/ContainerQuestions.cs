using System.Text.RegularExpressions;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Installations;

namespace MathesarSetup.App.Importing;

/// <summary>Asks Mathesar's container what no file tells: the release that really runs, and a secret key that it made itself.</summary>
internal sealed partial class ContainerQuestions(EngineConnection engine, ContainerFacts web)
{
    private const string KeyFile = "/code/.secrets/secret_key.txt";

    // 0.10.0 says that it is 0.9.0.
    private const string Mistaken = "0.10.0";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public async Task<ImportReading> AskAsync(ImportReading reading, CancellationToken cancellation)
    {
        if (reading.LacksKey && await engine.ReadTextAsync(web.Id, KeyFile, cancellation) is { } key && key.Trim().Length > 0)
        {
            reading = reading.WithKey(key.Trim());
        }

        if (reading.Target is null)
        {
            return reading;
        }

        if (!web.Run.Running)
        {
            return reading.Release is { IsExact: true } ? reading : reading with { Findings = [.. reading.Findings, ContainerFindings.NotAsked(web.Name)] };
        }

        return reading.Release is { Value: Mistaken, IsExact: true } || await ReleaseAsync(cancellation) is not { } release
            ? reading
            : reading.With(new ReleaseGuess(release, $"the container {web.Name} says so itself, asked by `bash bin/mathesar version`", IsExact: true));
    }

    // From 0.3.0 on; older ones do not know the word and end with an error.
    private async Task<string?> ReleaseAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            var answer = await engine.RunAsync(web.Id, ["bash", "-c", "cd /code && exec bash bin/mathesar version"], [], limit.Token);
            return answer.ExitCode == 0 && Release().Match(answer.Output) is { Success: true } match ? match.Value : null;
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\b\d+\.\d+\.\d+\b")]
    private static partial Regex Release();
}
