using System.Text;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Units;

namespace MathesarSetup.Targets.Systemd;

/// <summary>A path of the plan, in which <c>~/</c> is the home directory, as each format says it.</summary>
internal static class HostPath
{
    public static bool IsBelowHome(string path) => path.StartsWith("~/", StringComparison.Ordinal);

    public static ShellWord InShell(string path) => IsBelowHome(path) ? Sh.Join(Sh.Variable("HOME"), path[1..]) : path;

    public static SystemdWord InUnit(string path) => IsBelowHome(path) ? SystemdWord.Join(SystemdText.Specifier('h'), path[1..]) : path;

    /// <summary>For <c>EnvironmentFile=</c>, which takes the path for a pattern.</summary>
    public static SystemdWord AsPattern(string path)
    {
        var escaped = new StringBuilder();
        foreach (var c in path)
        {
            escaped.Append(c is '*' or '?' or '[' or '\\' ? "\\" : "").Append(c);
        }

        return InUnit(escaped.ToString());
    }
}
