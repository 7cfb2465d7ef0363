using System.Collections.Immutable;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Backups;

/// <summary>What a backup is made of, and where it goes.</summary>
internal sealed record BackupRequest
{
    /// <summary>The installation as its files have it.</summary>
    public required Setup Setup { get; init; }

    /// <summary>The install directory.</summary>
    public required Disk Disk { get; init; }

    public required IServiceControl Control { get; init; }

    public required BackupFolder Folder { get; init; }

    /// <summary>The version of this program.</summary>
    public required string Tool { get; init; }

    public bool WithoutSecrets { get; init; }

    public BackupPurpose Purpose { get; init; }
}

/// <summary>How a backup ended.</summary>
/// <param name="Manifest">What it says of itself; null where there is none.</param>
/// <param name="Path">Where it lies, absolute.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Findings">Why there is none, or what is to be told of it.</param>
public sealed record BackupResult(BackupManifest? Manifest, string? Path, long Size, ImmutableArray<Finding> Findings)
{
    public bool Succeeded => Manifest is not null;

    /// <summary>What was proved of it, a sentence each.</summary>
    public ImmutableArray<string> Proofs { get; init; } = [];

    /// <summary>The older backups that were removed after it, by their paths.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];

    /// <summary>That there is none.</summary>
    public static BackupResult Failed(params ImmutableArray<Finding> why) => new(null, null, 0, why);
}
