using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Apply;

/// <summary>What shall be installed, and what somebody has agreed to, whatever brings it about.</summary>
public record InstallRequest
{
    /// <summary>The settled answers with everything that follows from them.</summary>
    public required Setup Setup { get; init; }

    /// <summary>The files to write: those of the set-up, or those that keep the layout of a file that was read.</summary>
    public required FileSet Files { get; init; }

    /// <summary>The install directory, absolute, as this process sees it.</summary>
    public required string Directory { get; init; }

    /// <summary>How long Mathesar may take to become healthy.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What a person decided about files that they edited or brought.</summary>
    public Decisions Decisions { get; init; } = Decisions.None;

    /// <summary>Whether files that were edited by hand may be replaced; each is kept as a backup.</summary>
    public bool Force { get; init; }

    /// <summary>The losses that the user accepted in words.</summary>
    public Acceptance Accepted { get; init; } = Acceptance.None;

    /// <summary>Whether the database's password was said by the user or by a file, and not generated just now.</summary>
    public bool PasswordIsSaid { get; init; }

    /// <summary>
    /// What a comparison of this very request said when somebody agreed to it; null to look first. What is true under the lock counts.
    /// </summary>
    public ApplyChanges? Agreed { get; init; }

    /// <summary>The change of Mathesar's release that the run is a part of; null for none.</summary>
    internal IReleaseChange? Change { get; init; }

    /// <summary>Whether the files are a person's own, in which answers alone are edited.</summary>
    internal bool IsInPlace => LayoutSettings.IsInPlace(Setup.Answers);
}
