using System.Text;

namespace MathesarSetup.Documents;

/// <summary>The environment of a process as <c>/proc/self/environ</c> shows it.</summary>
internal static class Environ
{
    public static Dictionary<string, string> Parse(byte[] bytes) =>
        Encoding.UTF8.GetString(bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
}
