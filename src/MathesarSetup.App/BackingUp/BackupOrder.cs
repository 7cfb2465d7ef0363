using MathesarSetup.Backups;

namespace MathesarSetup.App.BackingUp;

/// <summary>What somebody wants of a backup.</summary>
public sealed record BackupOrder
{
    /// <summary>The version of this program.</summary>
    public required string Tool { get; init; }

    /// <summary>The folder that it goes to, absolute; null for the one of its answers.</summary>
    public string? To { get; init; }

    /// <summary>Whether files with passwords and keys stay out of it.</summary>
    public bool WithoutSecrets { get; init; }

    /// <summary>Whether older backups go that the answers do not keep.</summary>
    public bool Prunes { get; init; }

    public BackupPurpose Purpose { get; init; }
}
