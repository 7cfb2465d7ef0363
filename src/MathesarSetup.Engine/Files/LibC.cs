using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MathesarSetup.Engine.Files;

/// <summary>The few system calls that .NET does not offer: opening without following a link, syncing a directory, a bare rename, owners.</summary>
internal static unsafe partial class LibC
{
    private const int LinuxCloseOnExec = 0x80000;
    private const int LinuxNonBlocking = 0x800;
    private const int MacCloseOnExec = 0x1000000;
    private const int MacNonBlocking = 0x4;

    // Linux numbers O_NOFOLLOW differently on ARM than on every other processor that .NET runs on.
    private static readonly int NoFollow = OperatingSystem.IsMacOS() ? 0x100
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000
        : 0x20000;

    /// <summary>Opens for reading; a symbolic link as the last part fails, and a pipe does not wait for its writer.</summary>
    /// <exception cref="IOException">With the system's error number as HResult.</exception>
    public static SafeFileHandle OpenForReading(string path)
    {
        var flags = NoFollow | (OperatingSystem.IsMacOS() ? MacCloseOnExec | MacNonBlocking : LinuxCloseOnExec | LinuxNonBlocking);
        var descriptor = Open(path, flags);
        Check(descriptor, path);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Makes the names in a directory durable.</summary>
    public static void SyncDirectory(string path)
    {
        using var handle = OpenForReading(path);
        Check(Fsync(handle), path);
    }

    public static void Rename(string from, string to) => Check(RenameFile(from, to), to);

    public static void GiveTo(SafeFileHandle file, uint user, uint group, string path) => Check(ChangeOwner(file, user, group), path);

    /// <summary>Who owns a file or directory; null where the system cannot say (Linux alone can).</summary>
    public static (uint User, uint Group)? OwnerOf(string path)
    {
        // struct statx is the same on every processor: user and group are the 6th and 7th 32-bit words.
        var words = stackalloc uint[64];
        return OperatingSystem.IsLinux() && Statx(currentDirectory: -100, path, flags: 0, basicFields: 0x7ff, words) == 0
            ? (words[5], words[6])
            : null;
    }

    private static void Check(int result, string path)
    {
        if (result < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameFile(string from, string to);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int currentDirectory, string path, int flags, uint basicFields, uint* words);
}
