using System.Collections.Immutable;
using Docker.DotNet;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>What the steps of a run share on their way back: the journal, and what is really there.</summary>
internal sealed class RollBackContext
{
    /// <summary>How often something is tried, half a second between two tries.</summary>
    public const int MostTries = 40;

    private RollBackContext(EngineConnection engine, ApplyJournal journal, Narrator narrator, ImmutableArray<ContainerFacts> made) =>
        (Engine, Journal, Narrator, Made) = (engine, journal, narrator, made);

    public EngineConnection Engine { get; }

    public ApplyJournal Journal { get; }

    public Narrator Narrator { get; }

    /// <summary>The containers that carry the run's mark. The last made comes first: what was started last stops first.</summary>
    public ImmutableArray<ContainerFacts> Made { get; }

    /// <summary>What a person has to do or to know.</summary>
    public List<Finding> Left { get; } = [];

    /// <summary>A database that the run made, and that was stopped before it was complete.</summary>
    public ContainerFacts? UnfinishedDatabase { get; set; }

    /// <summary>Whether all other steps are undone, so that the former containers are there again.</summary>
    public bool IsSecondTry { get; set; }

    /// <exception cref="HttpRequestException">The engine does not come back within 20 seconds.</exception>
    public static async Task<RollBackContext> ReadAsync(
        EngineConnection engine, ApplyJournal journal, Narrator narrator, CancellationToken cancellation)
    {
        await UntilEngineAnswersAsync(engine, cancellation);
        var made = ImmutableArray.CreateBuilder<ContainerFacts>();
        foreach (var id in await engine.ListContainersAsync($"{Labels.Run}={journal.Run}", cancellation))
        {
            if (await engine.FindContainerAsync(id, cancellation) is { } found)
            {
                made.Add(found);
            }
        }

        return new RollBackContext(engine, journal, narrator, [.. made.OrderByDescending(static c => c.Created)]);
    }

    /// <summary>Tries to bring one thing back; one that cannot be must not keep the others from it.</summary>
    public async Task TryAsync(string name, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (DockerApiException problem)
        {
            Left.Add(ApplyFinding.NotTakenBack.Say(
                $"{name} could not be brought back: {EngineFindings.Words(problem)}. Settle that, then run the same command once more."));
        }
    }

    private static async Task UntilEngineAnswersAsync(EngineConnection engine, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await engine.PingAsync(cancellation);
                return;
            }
            catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && tries < MostTries && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(500, cancellation);
            }
        }
    }
}
