namespace MathesarSetup.App.RestoringBackups;

/// <summary>What somebody wants to be brought back.</summary>
public sealed record RestoreOrder
{
    /// <summary>The archive, absolute.</summary>
    public required string Archive { get; init; }

    /// <summary>The version of this program.</summary>
    public required string Tool { get; init; }

    /// <summary>Whether the archive may be another installation's.</summary>
    public bool OfAnother { get; init; }
}
