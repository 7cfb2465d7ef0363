using System.Text.RegularExpressions;
using MathesarSetup.Reference;

namespace MathesarSetup.Architecture;

/// <summary>
/// The arrows that docs/design.md draws: a project sees the projects below it, a room the rooms below it, and no others; a namespace is its folder.
/// </summary>
public sealed partial class ArrowTests
{
    // From the ground up.
    private static readonly Dictionary<string, string[]> s_rooms = new(StringComparer.Ordinal)
    {
        ["MathesarSetup.Core"] =
        [
            "Findings", "Values", "Documents", "Mathesar", "Catalogue", "Drafts", "Planning", "Merging", "Installations", "Targets", "Setups",
            "Backups", "Bundles", "Reference",
        ],
        ["MathesarSetup.Engine"] =
            [
                "Files", "Processes", "Docker", "Conflicts", "Checks", "Apply", "Life", "Postgres", "Backups", "Bundles", "Removing", "Runtimes",
                "Upgrading",
            ],
        ["MathesarSetup.App"] =
        [
            "Opening", "Changing", "Importing", "Comparing", "Checking", "Writing", "Applying", "Bundling", "Assessing", "Looking", "Running",
            "Restoring", "PrepareDatabase", "BackingUp", "Removing", "RestoringBackups", "RotatingKey", "Supporting", "Upgrading", "Settling",
        ],
        ["MathesarSetup.Web"] = ["Listening", "Session", "Components", "Security", "Hosting", "Cli"],
    };

    // What reads or changes the world. A command or a page asks a use case for it.
    private static readonly string[] s_effects =
    [
        "Disk",
        "InstallDirectory", "Archive", "ArchiveFile", "EngineFinder", "EngineConnection", "MountedPaths", "Applier", "CheckRunner", "KnownChecks",
        "DatabasePreparer", "ChildProgram", "Importer", "InstallationLife", "ComposeWords", "DockerRuntime", "DockerPlace",
    ];

    public static TheoryData<string> Projects => [.. s_rooms.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_sees_only_rooms_below(string project)
    {
        var rooms = s_rooms[project];
        var up = from file in InRooms(project)
                 let own = Array.IndexOf(rooms, Room(project, file))
                 from other in Seen(project, File.ReadAllText(file))
                 where Array.IndexOf(rooms, other) > own
                 select $"{Path.GetRelativePath(Repository.Root(), file)} sees {other}";
        Assert.Empty(up);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_is_a_room_and_every_namespace_its_folder(string project)
    {
        Assert.All(InRooms(project), file =>
        {
            Assert.Contains(Room(project, file), s_rooms[project]);
            var folder = Path.GetRelativePath(Folder(project), Path.GetDirectoryName(file)!).Replace('/', '.');
            // A component's namespace is its folder without a word.
            var own = Own().Match(File.ReadAllText(file)).Groups[1].Value;
            Assert.Equal(file.EndsWith(".razor", StringComparison.Ordinal) ? "" : $"{Base(project)}.{folder}", own);
        });
    }

    [Fact]
    public void A_project_refers_to_the_one_below()
    {
        string[] projects = [.. s_rooms.Keys];
        Assert.All(projects, (project, above) =>
        {
            var references =
                Reference().Matches(File.ReadAllText(Path.Combine(Folder(project), $"{project}.csproj"))).Select(static m => m.Groups[1].Value);
            Assert.Equal(above == 0 ? [] : [projects[above - 1]], references);
        });
    }

    [Fact]
    public void A_command_or_a_page_asks_a_use_case_for_every_effect()
    {
        var direct = from file in Files("MathesarSetup.Web")
                     from Match word in Word().Matches(File.ReadAllText(file))
                     where s_effects.Contains(word.Value)
                     select $"{Path.GetRelativePath(Repository.Root(), file)} uses {word.Value}";
        Assert.Empty(direct);
    }

    [Fact]
    public void Each_walk_in_the_design_names_its_files_from_the_top_down()
    {
        var walks = File.ReadLines(Path.Combine(Repository.Root(), "docs/design.md")).Select(static line => Walk().Match(line))
            .Where(static match => match.Success).ToArray();
        Assert.Equal(5, walks.Length);
        Assert.All(walks, static walk =>
        {
            var files = Code().Matches(walk.Groups["files"].Value).SelectMany(static span => Named(span.Groups[1].Value)).ToArray();
            Assert.Equal(walk.Groups["count"].Value, $"{files.Distinct().Count()}");
            Assert.All(files, static file => Assert.True(File.Exists(Path.Combine(Repository.Root(), "src", file)), file));
            Assert.Equal(files.Select(Project).OrderDescending(), files.Select(Project));
        });
    }

    // The first has its folder, and the others lie beside it.
    private static IEnumerable<string> Named(string names) =>
        names.Split(' ').Select(name => $"MathesarSetup.{Path.Combine(Path.GetDirectoryName(names.Split(' ')[0])!, Path.GetFileName(name))}");

    private static int Project(string file) => Array.IndexOf([.. s_rooms.Keys], file.Split('/')[0]);

    private static string Folder(string project) => Path.Combine(Repository.Root(), "src", project);

    private static string Base(string project) => project is "MathesarSetup.Core" ? "MathesarSetup" : project;

    private static string Room(string project, string file) => Path.GetRelativePath(Folder(project), file).Split('/')[0];

    // A name may be spelled out, whole or from the room on, instead of being imported.
    private static IEnumerable<string> Seen(string project, string text) =>
        Regex.Matches(text, $@"\b{Regex.Escape(Base(project))}\.(\w+)|(?<![\w.])({string.Join('|', s_rooms[project])})\.[A-Z]\w+\.[A-Z]")
            .Select(static match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value);

    // The entry point stands above all rooms.
    private static IEnumerable<string> InRooms(string project) => Files(project).Where(file => Path.GetDirectoryName(file) != Folder(project));

    private static IEnumerable<string> Files(string project) => Directory.EnumerateFiles(Folder(project), "*.*", SearchOption.AllDirectories)
        .Where(static file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains("/obj/", StringComparison.Ordinal)
            && !file.Contains("/bin/", StringComparison.Ordinal));

    // - **A password from its field to `.env`** (29 files): `Web/Session/WizardSession.cs History.cs` `App/...`
    [GeneratedRegex(@"^- \*\*.+\*\* \((?<count>\d+) files\): (?<files>.+)")]
    private static partial Regex Walk();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?m)^namespace ([\w.]+);")]
    private static partial Regex Own();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*\\(MathesarSetup\.\w+)\.csproj""")]
    private static partial Regex Reference();

    // Neither a comment nor the end of a longer name.
    [GeneratedRegex(@"(?<![\w.]|//.*)[A-Z]\w+(?=[.(])")]
    private static partial Regex Word();
}
