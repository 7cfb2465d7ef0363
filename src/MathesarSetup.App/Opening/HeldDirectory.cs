using System.Globalization;
using System.Text;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.App.Opening;

/// <summary>
/// That a wizard has an install directory open, for the next one of the same user to know. The kernel gives it back when the process dies, however it
/// dies. It lies beside the drafts, so that the directory itself may be missing or read-only; nothing but the wizard asks for it.
/// </summary>
public sealed class HeldDirectory : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Tries = 5;

    private readonly FileStream _file;
    private readonly string[] _made;
    private readonly string _signature;

    private HeldDirectory(FileStream file, string[] made)
    {
        (_file, _made) = (file, made);
        _signature = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{DateTimeOffset.UtcNow:O}\n");
        Write(_signature);
    }

    /// <summary>Takes it; null where another wizard has it, or where the state folder cannot be written, which hinders nobody.</summary>
    /// <param name="directory">The install directory.</param>
    /// <param name="holder">The other wizard; null where there is none.</param>
    /// <param name="folder">Where drafts lie; null for the user's own place.</param>
    public static HeldDirectory? Take(string directory, out DirectoryHolder? holder, string? folder = null)
    {
        holder = null;
        var path = Path.ChangeExtension(new DraftStore(folder).PathOf(directory), ".open");
        try
        {
            var made = Make(Path.GetDirectoryName(path)!);
            for (var i = 0; i < Tries; i++)
            {
                if (TryOpen(path) is not { } file)
                {
                    holder = DirectoryHolder.Read(new Disk(Path.GetDirectoryName(path)!).Read(Path.GetFileName(path))?.Content ?? []);
                    return null;
                }

                // Whoever had it may have taken it away between.
                if (File.Exists(path))
                {
                    return new HeldDirectory(file, made);
                }

                file.Dispose();
            }
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            // Drafts cannot be kept here either, and the start page says so.
        }

        return null;
    }

    /// <summary>Writes down where the wizard can be opened.</summary>
    public void OpenAt(string address) => Write($"{_signature}{address}\n");

    public void Dispose()
    {
        try
        {
            File.Delete(_file.Name);
            foreach (var folder in _made.Where(Directory.Exists).Where(f => !Directory.EnumerateFileSystemEntries(f).Any()))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // What is left says nothing once its lock is gone.
        }

        _file.Dispose();
    }

    // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix. Null when another has it.
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = Private,
                BufferSize = 0,
            });
        }
        catch (IOException problem) when (problem.HResult is 11 or 35)
        {
            return null;
        }
    }

    // The folders that were missing, the innermost first.
    private static string[] Make(string folder)
    {
        var missing = new List<string>();
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            missing.Add(at);
        }

        Directory.CreateDirectory(folder, Private | UnixFileMode.UserExecute);
        return [.. missing];
    }

    private void Write(string text)
    {
        try
        {
            _file.SetLength(0);
            _file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // On a full disk it is held without a name.
        }
    }
}
