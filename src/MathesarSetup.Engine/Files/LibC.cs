using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MathesarSetup.Engine.Files;

/// <summary>The few system calls that .NET does not offer: opening without following a link, syncing a directory, a bare rename, owners.</summary>
internal static unsafe partial class LibC
{
    // The high bits of a mode, the same on every system.
    private const uint FileTypes = 0xF000;
    private const uint RegularFile = 0x8000;
    private const uint FolderType = 0x4000;

    // The signal by which a program is asked to end, the same on every system.
    private const int Terminate = 15;

    private const int LinuxCloseOnExec = 0x80000;
    private const int LinuxNonBlocking = 0x800;
    private const int MacCloseOnExec = 0x1000000;
    private const int MacNonBlocking = 0x4;

    // Linux numbers O_NOFOLLOW differently on ARM than on every other processor that .NET runs on.
    private static readonly int NoFollow = OperatingSystem.IsMacOS() ? 0x100
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000
        : 0x20000;

    private static int NonBlocking =>
        OperatingSystem.IsMacOS() ? MacCloseOnExec | MacNonBlocking : LinuxCloseOnExec | LinuxNonBlocking;

    /// <summary>Opens for reading; a symbolic link as the last part fails, and a pipe does not wait for its writer.</summary>
    /// <exception cref="IOException">With the system's error number as HResult.</exception>
    public static SafeFileHandle OpenForReading(string path)
    {
        var descriptor = Open(path, NoFollow | NonBlocking);
        Check(descriptor, path);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>
    /// Whether a pipe, a socket or a device lies there: to open one may wait for ever, or do something. False where nothing lies, and where the
    /// system does not say (Linux alone does).
    /// </summary>
    public static bool IsSpecial(string path)
    {
        // The mode is the first half of the 8th 32-bit word of struct statx.
        var words = stackalloc uint[64];
        return OperatingSystem.IsLinux() && Statx(currentDirectory: -100, path, flags: 0, basicFields: 0x7ff, words) == 0
            && ((BitConverter.IsLittleEndian ? words[7] : words[7] >> 16) & FileTypes) is not (RegularFile or FolderType);
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

    /// <summary>The same of a file that is open, whatever lies at its path by now.</summary>
    public static (uint User, uint Group)? OwnerOf(SafeFileHandle file)
    {
        const int OfTheHandle = 0x1000;
        var words = stackalloc uint[64];
        return OperatingSystem.IsLinux() && Statx(file.DangerousGetHandle().ToInt32(), "", OfTheHandle, basicFields: 0x7ff, words) == 0
            ? (words[5], words[6])
            : null;
    }

    /// <summary>What tells a directory from its copies: its number on its disk, and when it was made. Null where the system cannot say.</summary>
    public static string? IdentityOf(string directory)
    {
        // The number is the 9th and 10th 32-bit word of struct statx, the birth the 21st to 23rd; the first word says whether it is known.
        const uint KnowsBirth = 0x800;
        var words = stackalloc uint[64];
        return OperatingSystem.IsLinux() && Statx(currentDirectory: -100, directory, flags: 0, basicFields: 0xfff, words) == 0
            ? $"{words[8]:x}.{words[9]:x}{((words[0] & KnowsBirth) == 0 ? "" : $"-{words[20]:x}.{words[21]:x}.{words[22]:x}")}"
            : null;
    }

    /// <summary>Why this user may not make files in a directory: the system's error number; 0 where it may.</summary>
    public static int WhyNotWritable(string directory)
    {
        const int WriteAndEnter = 3;
        return Access(directory, WriteAndEnter) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>Sends SIGTERM to the group that a process leads; false where there is none.</summary>
    public static bool AskToEnd(int leader) => Kill(-leader, Terminate) == 0;

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

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
