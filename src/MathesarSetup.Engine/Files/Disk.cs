using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MathesarSetup.Engine.Files;

/// <summary>What the engine is about to do to the disk.</summary>
internal enum StepKind
{
    MakeDirectory,
    Create,
    SyncFile,
    SyncDirectory,
    Rename,
    Delete,
    DeleteDirectory,
}

/// <summary>One effect, named before it happens. Paths are relative; the empty text is the install directory.</summary>
internal readonly record struct DiskStep(StepKind Kind, string Path, string? To = null);

/// <summary>
/// Every effect below one directory. None follows a link, and each is announced first, so that a test can stop the world between any two.
/// </summary>
internal sealed class Disk(string root, Action<DiskStep>? announce = null) : IPresentFiles
{
    public const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    public const UnixFileMode OpenDirectory =
        PrivateDirectory | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private Owner? _owner;
    private bool _ownerKnown;

    public string Root { get; } = root;

    /// <summary>Whether a file was made whose mode the disk then did not keep.</summary>
    public bool LosesModes { get; private set; }

    private Owner? Owner
    {
        get
        {
            if (!_ownerKnown)
            {
                (_owner, _ownerKnown) = (Files.Owner.ToGiveTo(Root), true);
            }

            return _owner;
        }
    }

    public IEnumerable<string> FormerlyGenerated => StateFolder.FormerlyGenerated(this);

    public DiskFile? Read(string path) => DiskFile.Read(Root, path);

    /// <summary>Whether nothing lies there, as far as it can be told.</summary>
    public bool IsEmpty
    {
        get
        {
            try
            {
                return !Path.Exists(Root) || (Directory.Exists(Root) && !Directory.EnumerateFileSystemEntries(Root).Any());
            }
            catch (Exception problem) when (FileFindings.IsFileProblem(problem))
            {
                return false;
            }
        }
    }

    public bool Exists(string path) => Path.Exists(Full(path));

    /// <summary>Makes the install directory itself, closed to others, when it is not there.</summary>
    public void MakeRoot()
    {
        if (!Directory.Exists(Root))
        {
            _ = Owner;
            announce?.Invoke(new DiskStep(StepKind.MakeDirectory, ""));
            Directory.CreateDirectory(Root, PrivateDirectory);

            // The umask took its share from the first mode.
            File.SetUnixFileMode(Root, PrivateDirectory);
            Owner?.TakeDirectory(Root);
            if (Path.GetDirectoryName(Root) is { } above)
            {
                LibC.SyncDirectory(Path.GetFullPath(above));
            }
        }
    }

    public void MakeDirectory(string path, UnixFileMode mode)
    {
        RelativePath.Guard(Root, path);
        var full = Full(path);
        if (!Directory.Exists(full))
        {
            announce?.Invoke(new DiskStep(StepKind.MakeDirectory, path));
            Directory.CreateDirectory(full, PrivateDirectory);
            File.SetUnixFileMode(full, mode);
            Owner?.TakeDirectory(full);
        }
    }

    /// <summary>Makes a file that must not exist yet, synced, with its final mode; until then nobody but its owner could read it.</summary>
    /// <param name="isGiven">Whether it goes to whom the directory belongs.</param>
    public void Create(string path, ReadOnlySpan<byte> content, UnixFileMode mode, bool isGiven = true)
    {
        RelativePath.Guard(Root, path);
        announce?.Invoke(new DiskStep(StepKind.Create, path));
        using var stream = new FileStream(Full(path), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
            UnixCreateMode = Targets.GeneratedFile.Private,
        });
        if (isGiven)
        {
            Owner?.Take(stream.SafeFileHandle, path);
        }

        RandomAccess.Write(stream.SafeFileHandle, content, 0);
        SetMode(stream.SafeFileHandle, mode);
        announce?.Invoke(new DiskStep(StepKind.SyncFile, path));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Writes a private file at the top as a whole: after a crash the old one or the new one is there.</summary>
    public void Replace(string name, ReadOnlySpan<byte> content)
    {
        var staged = RelativePath.Beside(name, "new");
        Delete(staged);
        Create(staged, content, Targets.GeneratedFile.Private);
        Rename(staged, name);
        Sync("");
    }

    public void Rename(string from, string to)
    {
        RelativePath.Guard(Root, from);
        RelativePath.Guard(Root, to);
        announce?.Invoke(new DiskStep(StepKind.Rename, from, to));
        LibC.Rename(Full(from), Full(to));
    }

    /// <summary>Deletes a file if it is there.</summary>
    public void Delete(string path)
    {
        RelativePath.Guard(Root, path);
        if (Exists(path))
        {
            announce?.Invoke(new DiskStep(StepKind.Delete, path));
            File.Delete(Full(path));
        }
    }

    /// <summary>Deletes a directory if it is there and empty.</summary>
    public void DeleteIfEmpty(string path)
    {
        RelativePath.Guard(Root, path);
        var full = Full(path);
        if (Directory.Exists(full) && !Directory.EnumerateFileSystemEntries(full).Any())
        {
            announce?.Invoke(new DiskStep(StepKind.DeleteDirectory, path));
            Directory.Delete(full);
        }
    }

    /// <summary>Deletes a directory if it is there, with all that lies in it. Links are deleted and not followed.</summary>
    public void DeleteTree(string path)
    {
        RelativePath.Guard(Root, path);
        if (Directory.Exists(Full(path)))
        {
            announce?.Invoke(new DiskStep(StepKind.DeleteDirectory, path));
            Directory.Delete(Full(path), recursive: true);
        }
    }

    /// <summary>Deletes the directory itself if it is empty.</summary>
    public void DeleteRootIfEmpty()
    {
        if (Directory.Exists(Root) && IsEmpty)
        {
            announce?.Invoke(new DiskStep(StepKind.DeleteDirectory, ""));
            Directory.Delete(Root);
        }
    }

    public void Sync(string directory)
    {
        announce?.Invoke(new DiskStep(StepKind.SyncDirectory, directory));
        LibC.SyncDirectory(Full(directory));
    }

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public string Full(string path) => path.Length == 0 ? Root : Path.Join(Root, path);

    private void SetMode(SafeFileHandle file, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(file, mode);
        }
        catch (UnauthorizedAccessException)
        {
            // FAT and some network disks refuse every mode but their own.
        }

        LosesModes |= File.GetUnixFileMode(file) != mode;
    }
}
