using System.Text.RegularExpressions;
using MathesarSetup.Reference;

namespace MathesarSetup.Architecture;

/// <summary>The arrows that docs/design.md draws: a room sees the rooms below it and no others, and a namespace is its folder.</summary>
public sealed partial class ArrowTests
{
    // From the ground up.
    private static readonly Dictionary<string, string[]> s_rooms = new(StringComparer.Ordinal)
    {
        ["MathesarSetup.Core"] = ["Findings", "Values", "Documents", "Mathesar", "Catalogue", "Drafts", "Planning", "Merging", "Installations", "Targets", "Setups", "Reference"],
    };

    public static TheoryData<string> Projects => [.. s_rooms.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_sees_only_rooms_below(string project)
    {
        var rooms = s_rooms[project];
        var up = from file in Files(project)
                 let own = Room(project, file)
                 from Match seen in Seen().Matches(File.ReadAllText(file))
                 let other = seen.Groups["room"].Value
                 where Array.IndexOf(rooms, other) > Array.IndexOf(rooms, own)
                 select $"{Path.GetRelativePath(Repository.Root(), file)} sees {other}";
        Assert.Empty(up);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_a_room_and_every_namespace_its_folder(string project)
    {
        Assert.All(Files(project), file =>
        {
            Assert.Contains(Room(project, file), s_rooms[project]);
            var folder = Path.GetRelativePath(Folder(project), Path.GetDirectoryName(file)!).Replace('/', '.');
            Assert.Equal($"MathesarSetup.{folder}", Own().Match(File.ReadAllText(file)).Groups[1].Value);
        });
    }

    private static string Folder(string project) => Path.Combine(Repository.Root(), "src", project);

    private static string Room(string project, string file) => Path.GetRelativePath(Folder(project), file).Split('/')[0];

    private static IEnumerable<string> Files(string project) => Directory.EnumerateFiles(Folder(project), "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    // A name may be spelled out instead of being imported.
    [GeneratedRegex(@"\bMathesarSetup\.(?<room>\w+)")]
    private static partial Regex Seen();

    [GeneratedRegex(@"(?m)^namespace ([\w.]+);")]
    private static partial Regex Own();
}
