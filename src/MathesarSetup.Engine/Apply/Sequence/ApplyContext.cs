using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply.Sequence;

/// <summary>What the steps of a run share on their way forward.</summary>
internal sealed class ApplyContext(
    EngineConnection engine, ApplyRequest request, ApplyPlan plan, ApplyJournal journal, InstallationMark mark, Disk disk, Narrator narrator)
    : IAsyncDisposable
{
    private LogWatch? _log;
    private HealthWait? _health;

    public EngineConnection Engine => engine;

    public ApplyRequest Request => request;

    public ApplyPlan Plan => plan;

    /// <summary>By what all that the run makes is known to be of this directory.</summary>
    public InstallationMark Mark => mark;

    public Narrator Narrator => narrator;

    /// <summary>What the run wrote down last.</summary>
    public ApplyJournal Journal { get; private set; } = journal;

    /// <summary>The ids of the containers that the run made, by the names that they are wanted under.</summary>
    public Dictionary<string, string> Made { get; } = [];

    /// <summary>What is to be told of a run that succeeds.</summary>
    public List<Finding> Warnings { get; } = [];

    /// <summary>What the containers say from the first start on.</summary>
    public LogWatch Log => _log ??= new LogWatch(engine, narrator);

    /// <summary>The wait for containers that work; its time runs from the first one on.</summary>
    public HealthWait Health => _health ??= new HealthWait(engine, Log, narrator, request.Timeout);

    /// <summary>Writes down what is about to be changed.</summary>
    public void Write(ApplyJournal about)
    {
        Journal = about;
        about.Save(disk);
    }

    public ValueTask DisposeAsync() => _log?.DisposeAsync() ?? ValueTask.CompletedTask;
}
