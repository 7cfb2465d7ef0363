namespace MathesarSetup.Backups;

/// <summary>What a part of a backup holds.</summary>
public enum PartKind
{
    /// <summary>The whole PostgreSQL as its files, which keeps every identity: for the same major release and architecture.</summary>
    Base,

    /// <summary>One database, in the custom form of pg_dump.</summary>
    Dump,

    /// <summary>Roles and tablespaces, as SQL.</summary>
    Globals,

    /// <summary>The names behind the numbers of one database, as JSON.</summary>
    Identity,

    /// <summary>Files that people uploaded.</summary>
    Media,

    /// <summary>A file of the installation.</summary>
    File,

    /// <summary>A file of the installation that holds secrets.</summary>
    Secret,
}

/// <summary>One part of a backup.</summary>
/// <param name="Path">Its name in the archive. What lies there is compressed by gzip.</param>
/// <param name="Size">How many bytes lie there.</param>
/// <param name="Sha256">Their hash, in lower hexadecimal digits.</param>
/// <param name="PlainSize">How many bytes they are when they are unpacked.</param>
public sealed record BackupPart(PartKind Kind, string Path, long Size, string Sha256, long PlainSize)
{
    /// <summary>The database that it is of, whatever its name holds; null for what belongs to none.</summary>
    public string? Database { get; init; }

    /// <summary>That database's OID on the server that was backed up.</summary>
    public long? DatabaseOid { get; init; }

    /// <summary>Where a file of the installation lay, relative to the install directory.</summary>
    public string? File { get; init; }

    /// <summary>Its mode there.</summary>
    public int? Mode { get; init; }

    /// <summary>Whether it is what had been generated last under that name, by which hand edits are told, and not what lay there.</summary>
    public bool IsGeneratedCopy { get; init; }

    /// <summary>The folder whose content an archive of files holds, as its service sees it.</summary>
    public string? Folder { get; init; }
}

/// <summary>Something that a backup does not hold.</summary>
/// <param name="What">Its name, for people.</param>
/// <param name="Why">A sentence.</param>
public sealed record LeftOut(string What, string Why);
