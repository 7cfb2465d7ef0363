using System.Collections.Immutable;
using MathesarSetup.Planning;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Docker;

/// <summary>The labels by which Compose, <c>run.sh</c> and this program find what belongs to an installation.</summary>
/// <param name="Project">The installation's name.</param>
/// <param name="Directory">The install directory as the engine's machine has it.</param>
internal sealed record Labels(string Project, string Directory, bool IsCompose)
{
    /// <summary>The Compose files of the project, relative to its directory.</summary>
    public ImmutableArray<string> ComposeFiles { get; init; } = ["compose.yaml"];

    /// <summary>The version that Compose's labels speak of: with none, docker-compose 1.29 crashes.</summary>
    public const string ComposeVersion = "2.26.1";

    public const string ComposeProject = "com.docker.compose.project";
    public const string ComposeWorkingDirectory = "com.docker.compose.project.working_dir";
    public const string ComposeHash = "com.docker.compose.config-hash";
    public const string ComposeImage = "com.docker.compose.image";
    public const string ComposeService = "com.docker.compose.service";

    /// <summary>The label by which <c>run.sh</c> knows its own containers: a number.</summary>
    public const string ScriptConfig = "mathesar-setup.config";

    /// <summary>The run that made an object, so that it can be undone.</summary>
    public const string Run = "mathesar-setup.run";

    /// <summary>The container beside which one was made for a single piece of work.</summary>
    public const string Beside = "mathesar-setup.beside";

    /// <summary>The random name of the installation whose directory's own run made an object: its name alone proves nothing.</summary>
    public const string Installation = "mathesar-setup.installation";

    /// <summary>The install directory, on what is not Compose's.</summary>
    public const string InstallDirectory = "mathesar-setup.directory";

    /// <summary>The release that Mathesar's container runs.</summary>
    public const string Release = "mathesar-setup.release";

    /// <summary>A fingerprint of the mounted files.</summary>
    public const string Mounted = "mathesar-setup.mounted";

    private static readonly ImmutableSortedDictionary<string, string> s_none =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Those of an installation for a target.</summary>
    /// <param name="directory">The install directory as the engine's machine has it.</param>
    public static Labels For(Setup setup, string directory) =>
        new(setup.Plan.Name, Path.TrimEndingDirectorySeparator(directory), setup.Target.IsComposeProject);

    /// <summary>What a container carries. Image and hash of Compose, and the number of <c>run.sh</c>, follow when it is made.</summary>
    public ImmutableSortedDictionary<string, string> Of(Plan plan, Service service, string? mounted)
    {
        var labels = IsCompose
            ? Project_().Add(ComposeService, service.Name).Add("com.docker.compose.oneoff", "False").Add("com.docker.compose.container-number", "1")
                .Add(ComposeWorkingDirectory, Directory).Add("com.docker.compose.project.config_files", ConfigFiles)
                .Add("com.docker.compose.depends_on", string.Join(',', service.StartsAfter.Select(s => $"{s}:service_healthy:false")))
            : s_none;
        labels = labels.Add(InstallDirectory, Directory);
        labels = IsCompose && PlannedFiles.Fingerprint(plan, service) is { } files ? labels.Add("mathesar-setup.files", files) : labels;
        labels = service.Role is ServiceRole.Web ? labels.Add(Release, plan.Release.ToString()) : labels;
        return mounted is null ? labels : labels.Add(Mounted, mounted);
    }

    public ImmutableSortedDictionary<string, string> OfNetwork() => IsCompose ? Project_().Add("com.docker.compose.network", "default") : s_none;

    public ImmutableSortedDictionary<string, string> OfVolume(string name, Plan plan) =>
        (IsCompose ? Project_().Add("com.docker.compose.volume", name) : s_none).Add(Release, plan.Release.ToString());

    /// <summary>Whether a container was made for this installation, by whomever.</summary>
    public bool Owns(ContainerFacts container) => Owns(container.Labels);

    /// <summary>The same for one of which the labels are known.</summary>
    public bool Owns(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(ComposeProject) is { } project
        ? project == Project && labels.GetValueOrDefault(ComposeWorkingDirectory) is { } directory && Same(directory)
        : labels.GetValueOrDefault(InstallDirectory) is { } place ? Same(place)
        : labels.GetValueOrDefault(ScriptConfig) is { Length: > 0 } number && number.All(char.IsAsciiDigit);

    /// <summary>The directory of the installation that a container was made for; null where its labels name none.</summary>
    public static string? OwnerOf(IReadOnlyDictionary<string, string> labels) =>
        labels.GetValueOrDefault(ComposeWorkingDirectory) ?? labels.GetValueOrDefault(InstallDirectory);

    /// <summary>Whether labels tell one installation from others; the number of <c>run.sh</c> does not, so that the name has to.</summary>
    public static bool NamesInstallation(IReadOnlyDictionary<string, string> labels) =>
        labels.ContainsKey(ComposeProject) || labels.ContainsKey(InstallDirectory);

    /// <summary>Whether it is a container of <c>docker compose run</c>, which is the user's own affair.</summary>
    public static bool IsOneOff(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault("com.docker.compose.oneoff") is "True";

    /// <summary>Whether Compose itself made a container, and not this program.</summary>
    public static bool IsComposes(ContainerFacts container) => container.Labels.ContainsKey(ComposeProject) && !container.Labels.ContainsKey(Run);

    /// <summary>Whether a label is neither Compose's nor this program's.</summary>
    public static bool IsForeign(string label) =>
        !IsComposes(label) && !label.StartsWith("mathesar-setup.", StringComparison.Ordinal);

    /// <summary>Whether a label is Compose's.</summary>
    public static bool IsComposes(string label) => label.StartsWith("com.docker.compose.", StringComparison.Ordinal);

    private bool Same(string directory) => Path.TrimEndingDirectorySeparator(directory) == Directory;

    private string ConfigFiles => string.Join(',', ComposeFiles.Select(name => Path.GetFullPath(name, Directory)));

    private ImmutableSortedDictionary<string, string> Project_() =>
        s_none.Add(ComposeProject, Project).Add("com.docker.compose.version", ComposeVersion);
}
