using System.Globalization;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Processes;

/// <summary>Finds who listens on a TCP port, from Linux's /proc; elsewhere, and for other users' programs, nobody is found.</summary>
public static class PortHolder
{
    private const string Listening = "0A";
    private const uint Root = 0;
    private static readonly string[] s_tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Such as <c>python3 (process 4711)</c>; null when it cannot be told.</summary>
    public static string? Find(int port) => Owner(port)?.ToString();

    /// <summary>The program; null when it cannot be told.</summary>
    internal static PortOwner? Owner(int port)
    {
        try
        {
            var sockets = Sockets(port).Select(s => $"socket:[{s.Number}]").ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Processes().Where(process => Holds(process, sockets)).Select(PortOwner.Read).FirstOrDefault();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a service of systemd listens on the port. Where only root could see the program, it is enough that the port belongs to the very user
    /// as whom the service runs.
    /// </summary>
    internal static bool IsHeldBy(int port, ServiceUnit unit)
    {
        try
        {
            if (Owner(port) is { } owner)
            {
                return owner.Unit == unit;
            }

            var users = Sockets(port).Select(s => s.User).Where(u => u != Root).ToHashSet();
            return users.Count > 0
                && Processes().Any(process => PortOwner.UnitOf(process) == unit && users.Any(user => PortOwner.IsOf(process, user)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // "  0: 0100007F:223D 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 31337 1 ..."
    private static IEnumerable<(string Number, uint User)> Sockets(int port) =>
        from table in s_tables.Where(File.Exists)
        from line in File.ReadLines(table).Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns.Length > 9 && columns[3] == Listening
            && columns[1].EndsWith(":" + port.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        select (columns[9], uint.Parse(columns[7], CultureInfo.InvariantCulture));

    private static IEnumerable<string> Processes() =>
        Directory.EnumerateDirectories("/proc").Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit));

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Join(process, "fd")).Any(file => LeadsTo(file, sockets));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone meanwhile.
            return false;
        }
    }

    private static bool LeadsTo(string file, HashSet<string> sockets)
    {
        try
        {
            return File.ResolveLinkTarget(file, false) is { } target && sockets.Contains(Path.GetFileName(target.FullName));
        }
        catch (IOException)
        {
            // Closed meanwhile, which says nothing of the others.
            return false;
        }
    }
}
