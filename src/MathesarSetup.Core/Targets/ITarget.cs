using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets;

/// <summary>A way to run Mathesar: a pure function from the plan to files, and the words that say what to do with them.</summary>
public interface ITarget
{
    /// <summary>As which of the ways that can be answered it stands.</summary>
    TargetKind Kind { get; }

    /// <summary>What <c>--target</c> calls it.</summary>
    string Id => Kind.Id;

    string Title => Kind.Title;

    /// <summary>The files that belong to the target alone, and a finding for every answer that it cannot honour.</summary>
    FileSet Render(Plan plan);

    /// <summary>The exact commands that a person types in the directory.</summary>
    Instructions Instructions(Plan plan);
}

/// <summary>Shell commands for the life of an installation, each to be typed in its directory.</summary>
public sealed record Instructions(string Start, string Stop, string Logs, string Update, string Backup, string Remove)
{
    /// <summary>Puts the bundled database back as a back-up has it; empty where the database is somebody else's.</summary>
    public string Restore { get; init; } = "";
}
