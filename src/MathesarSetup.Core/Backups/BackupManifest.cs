using System.Collections.Immutable;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Backups;

/// <summary>Why a backup was made, by which it is kept.</summary>
public enum BackupPurpose
{
    /// <summary>Somebody or a clock wanted it.</summary>
    Asked,

    /// <summary>Before an upgrade; retention leaves it alone.</summary>
    BeforeUpgrade,

    /// <summary>Before a restore; retention leaves it alone.</summary>
    BeforeRestore,
}

/// <summary>What a backup says of itself. It stands first in the archive, and holds no secret.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of the archive that this program writes.</summary>
    public const int Format = 1;

    /// <summary>Its name in the archive.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The backup's own id.</summary>
    public required string Id { get; init; }

    public BackupPurpose Purpose { get; init; }

    /// <summary>The installation's name, such as <c>mathesar</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What tells it from another one of the same name.</summary>
    public required string Installation { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The version of the program that wrote it.</summary>
    public required string Tool { get; init; }

    /// <summary>The release of Mathesar, such as <c>0.12.0</c>.</summary>
    public required string Release { get; init; }

    /// <summary>PostgreSQL's <c>server_version_num</c>, such as 170004.</summary>
    public required int ServerVersion { get; init; }

    /// <summary>The id of the target, such as <c>compose</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The processor of the server, as PostgreSQL names it, such as <c>x86_64-pc-linux-gnu</c>.</summary>
    public required string Architecture { get; init; }

    public required DatabaseMode DatabaseMode { get; init; }

    /// <summary>The name of the database with Mathesar's own records.</summary>
    public required string InternalDatabase { get; init; }

    /// <summary>The role with which Mathesar logs in to it.</summary>
    public required string Role { get; init; }

    /// <summary>Whether files with passwords and keys are in it.</summary>
    public required bool HoldsSecrets { get; init; }

    public required ImmutableArray<BackupPart> Parts { get; init; }

    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>PostgreSQL's major release, such as 17.</summary>
    public int ServerMajor => ServerVersion / 10_000;

    /// <summary>The dump of Mathesar's own records.</summary>
    public BackupPart? InternalDump => Parts.FirstOrDefault(p => p.Kind is PartKind.Dump && p.Database == InternalDatabase);
}
