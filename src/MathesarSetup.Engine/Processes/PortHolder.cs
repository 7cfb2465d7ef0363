using System.Globalization;

namespace MathesarSetup.Engine.Processes;

/// <summary>Finds who listens on a TCP port, from Linux's /proc; elsewhere, and for other users' programs, nobody is found.</summary>
public static class PortHolder
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Such as <c>python3 (process 4711)</c>; null when it cannot be told.</summary>
    public static string? Find(int port)
    {
        try
        {
            var sockets = Tables.Where(File.Exists).SelectMany(table => Sockets(table, port)).ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Where(IsProcess).Where(process => Holds(process, sockets)).Select(Describe).FirstOrDefault();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // "  0: 0100007F:223D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 ..."
    private static IEnumerable<string> Sockets(string table, int port) =>
        from line in File.ReadLines(table).Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns.Length > 9 && columns[3] == Listening && columns[1].EndsWith(":" + port.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        select $"socket:[{columns[9]}]";

    private static bool IsProcess(string folder) => Path.GetFileName(folder).All(char.IsAsciiDigit);

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Join(process, "fd")).Any(file => File.ResolveLinkTarget(file, false) is { } target && sockets.Contains(Path.GetFileName(target.FullName)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone meanwhile.
            return false;
        }
    }

    private static string Describe(string process) => $"{File.ReadAllText(Path.Join(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
}
