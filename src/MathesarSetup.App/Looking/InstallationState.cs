using System.Collections.Immutable;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Looking;

/// <summary>How an installation is as a whole.</summary>
public enum InstallationCondition
{
    /// <summary>Nobody can see from here whether it runs.</summary>
    Unseen,

    /// <summary>Its files are written, and nothing was started yet.</summary>
    NotMade,

    /// <summary>Nothing of it runs.</summary>
    Stopped,

    /// <summary>It is about to run.</summary>
    Starting,

    /// <summary>Some of it does not run, or is not healthy.</summary>
    Unwell,

    /// <summary>All of it runs and is healthy.</summary>
    Running,
}

/// <summary>An installation as it is at one moment, as far as it can be seen from this machine. Says facts, and no words for a screen.</summary>
public sealed record InstallationState
{
    /// <summary>Absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>The way it runs, such as <c>Docker Compose</c>.</summary>
    public required string Way { get; init; }

    /// <summary>The release that its files name.</summary>
    public required string Release { get; init; }

    /// <summary>Where it is opened; null where its files name no address.</summary>
    public required Uri? Address { get; init; }

    /// <summary>Whether its files are somebody's own, which are edited where they lie.</summary>
    public required bool IsInPlace { get; init; }

    public required FilesState Files { get; init; }

    /// <summary>What was found of its services; null where they run in no engine that is seen from here.</summary>
    public ImmutableArray<ServiceState>? Services { get; init; }

    /// <summary>The engine that was asked; null where none was.</summary>
    public string? Engine { get; init; }

    /// <summary>Why services cannot be seen; null where they are, or where the way to run them is not an engine's.</summary>
    public Finding? Problem { get; init; }

    /// <summary>The command that shows on its own machine how it is.</summary>
    public required string LogCommand { get; init; }

    public required MachineRoom Room { get; init; }

    public InstallationCondition Condition => Services is not { } all ? InstallationCondition.Unseen
        : all.All(static s => s.Condition is ServiceCondition.NotMade) ? InstallationCondition.NotMade
        : all.All(static s => s.Condition is ServiceCondition.Running) ? InstallationCondition.Running
        : all.All(static s => s is { Condition: ServiceCondition.Stopped or ServiceCondition.NotMade }) ? InstallationCondition.Stopped
        : all.All(static s => s.Condition is ServiceCondition.Running or ServiceCondition.Starting) ? InstallationCondition.Starting
        : InstallationCondition.Unwell;
}

/// <summary>The files of an installation as they lie there.</summary>
/// <param name="Number">The version that was written last; 0 where none is remembered.</param>
/// <param name="Written">When that was.</param>
/// <param name="Edits">Where somebody changed them since.</param>
public sealed record FilesState(int Number, DateTimeOffset? Written, ImmutableArray<HandEdit> Edits);

/// <summary>How much room there is on this machine.</summary>
/// <param name="DiskBytes">Free on the disk of the files; null where nobody knows.</param>
/// <param name="EngineBytes">Free where the engine keeps images and data; null where it cannot be seen.</param>
/// <param name="MemoryBytes">Main memory in all; 0 where unknown.</param>
/// <param name="FreeMemoryBytes">What programs could still take of it; null where unknown.</param>
public sealed record MachineRoom(long? DiskBytes, long? EngineBytes, long MemoryBytes, long? FreeMemoryBytes);
