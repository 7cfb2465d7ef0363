using System.Text.RegularExpressions;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Files;

/// <summary>The files of somebody's installation that generated ones may take the place of, by their names.</summary>
internal static partial class FoundNames
{
    private const int Most = 200;

    public static IEnumerable<string> In(string root) => !Directory.Exists(root) ? [] :
        Below(root, "")
            .Concat(KnownTargets.Folders.Where(folder => Directory.Exists(Path.Join(root, folder))).SelectMany(folder => Below(root, folder + "/")));

    private static IEnumerable<string> Below(string root, string folder) => Directory.EnumerateFiles(Path.Join(root, folder)).Select(Path.GetFileName)
        .Where(static name => Replaceable().IsMatch(name!)).Order(StringComparer.Ordinal).Take(Most).Select(name => folder + name);

    [GeneratedRegex(@"^(\.gitignore|Caddyfile|README\.md|.*\.(env|ya?ml|service|container|network|volume|sh))$|^\.env$")]
    private static partial Regex Replaceable();
}
