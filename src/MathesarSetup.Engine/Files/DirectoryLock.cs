using System.Globalization;
using System.Text;

namespace MathesarSetup.Engine.Files;

/// <summary>The right to write to an install directory. The kernel takes it back when its process dies, however it dies.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const int FileExists = 17;

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; the folder <c>.mathesar-setup</c> must be there.</summary>
    /// <exception cref="FindingException">Somebody else holds it: the finding says who.</exception>
    public static DirectoryLock Take(Disk disk)
    {
        RelativePath.Guard(disk.Root, StateFolder.Lock);
        if (!disk.Exists(StateFolder.Lock))
        {
            MakeFile(disk);
        }

        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix.
            return Signed(new FileStream(disk.Full(StateFolder.Lock), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException problem) when (problem.HResult is 11 or 35)
        {
            var holder = disk.Read(StateFolder.Lock) is { Content.Length: > 0 } file
                ? Encoding.UTF8.GetString(file.Content).Trim()
                : "it did not leave its name";
            throw new FindingException(FileFindings.Locked(disk.Root, holder));
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Writes down who holds it; a full disk gives the lock back.</summary>
    private static DirectoryLock Signed(FileStream file)
    {
        try
        {
            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}\n")));
            return new DirectoryLock(file);
        }
        catch (IOException)
        {
            file.Dispose();
            throw;
        }
    }

    private static void MakeFile(Disk disk)
    {
        try
        {
            disk.Create(StateFolder.Lock, [], Targets.GeneratedFile.Private);
        }
        catch (IOException problem) when (problem.HResult == FileExists)
        {
            // Another writer made it in the same moment.
        }
    }
}
