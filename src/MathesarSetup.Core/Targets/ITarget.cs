using System.Collections.Immutable;
using MathesarSetup.Catalogue;
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

    /// <summary>The exact commands that a person types in the directory.</summary>
    Instructions Instructions(Plan plan);

    /// <summary>How sure it is that it can read these files.</summary>
    Recognition Knows(ImportRequest request) => Recognition.None;

    /// <summary>The answers that made the files; asked only for what it knows.</summary>
    ImportReading Read(ImportRequest request) => ImportReading.Failed(ImportFindings.Nothing(request.Directory));

    /// <summary>What the engine calls a service's container.</summary>
    string ContainerName(Plan plan, Service service) => ObjectNames.Container(plan, service);

    /// <summary>What the engine calls the network in which the services find each other.</summary>
    string NetworkName(Plan plan) => plan.Name;

    /// <summary>The unit that runs a service; null where systemd runs none.</summary>
    ServiceUnit? Unit(Plan plan, Service service) => null;

    /// <summary>A service's container as the target's own script makes it; null where no script does.</summary>
    /// <param name="directory">The install directory, as the engine's machine has it.</param>
    ScriptedContainer? Scripted(Plan plan, Service service, string directory) => null;
}

/// <summary>Shell commands for the life of an installation, each to be typed in its directory.</summary>
public sealed record Instructions(string Start, string Stop, string Logs, string Update, string Backup, string Remove)
{
    /// <summary>Puts the bundled database back as a back-up has it; empty where the database is somebody else's.</summary>
    public string Restore { get; init; } = "";
}
