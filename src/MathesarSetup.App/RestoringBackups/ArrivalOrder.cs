using MathesarSetup.App.Opening;

namespace MathesarSetup.App.RestoringBackups;

/// <summary>What somebody wants to be restored where nothing is yet.</summary>
public sealed record ArrivalOrder
{
    /// <summary>The archive, absolute.</summary>
    public required string Archive { get; init; }

    /// <summary>The empty directory, absolute; it need not be there yet.</summary>
    public required string Directory { get; init; }

    /// <summary>Answers that shall be others than those in the archive, as flags and the environment say them.</summary>
    public DraftSources Said { get; init; } = new() { Directory = "" };

    /// <summary>How long Mathesar may take to become healthy.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
