using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets;

/// <summary>
/// A way to run Mathesar: a pure function from the plan to files and back, the names of what it makes, and the words that say what to do with them.
/// </summary>
public interface ITarget
{
    /// <summary>As which of the ways that can be answered it stands.</summary>
    TargetKind Kind { get; }

    /// <summary>What <c>--target</c> calls it.</summary>
    string Id => Kind.Id;

    string Title => Kind.Title;

    /// <summary>The folders below the install directory in which it looks for files that it can read.</summary>
    ImmutableArray<string> Folders => [];

    /// <summary>The names of files that it reads besides YAML, env files and units.</summary>
    ImmutableArray<string> FurtherFiles => [];

    /// <summary>Whether its containers belong to a project of Compose's, which labels them and follows <c>compose.yaml</c>.</summary>
    bool IsComposeProject => false;

    /// <summary>The files that belong to the target alone, and a finding for every answer that it cannot honour.</summary>
    FileSet Render(Plan plan);

    /// <summary>The same target with the commands of one machine. Its files stay as they are, so that they are the same everywhere.</summary>
    ITarget On(HostPrograms programs) => this;

    /// <summary>The exact commands that a person types in the directory.</summary>
    Instructions Instructions(Plan plan);

    /// <summary>How sure it is that it can read these files.</summary>
    Recognition Knows(ImportRequest request) => Recognition.None;

    /// <summary>
    /// Files that these files name and that are not among them, as they are called from the installation's directory. Asked again with what was
    /// found.
    /// </summary>
    IEnumerable<string> Mentions(ImportRequest request) => [];

    /// <summary>The answers that made the files; asked only for what it knows.</summary>
    ImportReading Read(ImportRequest request) => ImportReading.Failed(ImportFindings.Nothing(request.Directory));

    /// <summary>The whole of what these files run, in one wording; null where the target cannot tell.</summary>
    Installed? Observe(ImportRequest request) => null;

    /// <summary>
    /// The ways to bring one change into these files where they lie, the least invasive first, each as all files after it. Whoever takes one reads
    /// them again first.
    /// </summary>
    IEnumerable<ImmutableArray<FoundFile>> Edits(EditRequest request) => [];

    /// <summary>What a person does to bring in an answer that none of his own files can say; null where files say it.</summary>
    string? InNoFile(string key) => null;

    /// <summary>The same commands for files that stay their author's, which no script of ours puts in place.</summary>
    /// <param name="files">The names of these files.</param>
    Instructions InPlace(Plan plan, ImmutableArray<string> files) => Instructions(plan);

    /// <summary>What the engine calls a service's container.</summary>
    string ContainerName(Plan plan, Service service) => ObjectNames.Container(plan, service);

    /// <summary>What the engine calls the network in which the services find each other.</summary>
    string NetworkName(Plan plan) => plan.Name;

    /// <summary>The unit that runs a service; null where systemd runs none.</summary>
    ServiceUnit? Unit(Plan plan, Service service) => null;

    /// <summary>What its own script puts in place for systemd; null where it has no such script.</summary>
    UnitSet? Units(Plan plan) => null;

    /// <summary>What its own script puts on the machine itself; null where everything runs in containers.</summary>
    HostSet? Host(Plan plan) => null;

    /// <summary>What of it belongs into a cluster of Kubernetes; null where nothing does.</summary>
    ClusterSet? Cluster(Plan plan) => null;

    /// <summary>What of it Helm brings into a cluster; null where Helm has no part in it.</summary>
    ChartSet? Chart(Plan plan) => null;

    /// <summary>A service's container as the target's own script makes it; null where no script does.</summary>
    /// <param name="directory">The install directory, as the engine's machine has it.</param>
    ScriptedContainer? Scripted(Plan plan, Service service, string directory) => null;
}

/// <summary>Shell commands for the life of an installation, each to be typed in its directory.</summary>
public sealed record Instructions(string Start, string Stop, string Logs, string Update, string Backup, string Remove)
{
    /// <summary>Puts the bundled database back as a backup has it; empty where the database is somebody else's.</summary>
    public string Restore { get; init; } = "";

    /// <summary>What is typed on a machine on which these commands are called otherwise; empty where they are the same everywhere.</summary>
    public string Elsewhere { get; init; } = "";
}
