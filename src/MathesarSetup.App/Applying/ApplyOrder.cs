using System.Collections.Immutable;
using MathesarSetup.App.Comparing;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Applying;

/// <summary>What somebody wants to be installed and has agreed to, in the command line or the wizard.</summary>
public sealed record ApplyOrder
{
    /// <summary>The settled answers with everything that follows from them.</summary>
    public required Setup Setup { get; init; }

    /// <summary>Where the answers were read: a file of theirs keeps its writer's layout.</summary>
    public required DraftReading Sources { get; init; }

    /// <summary>The install directory, absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether the database's password was said by somebody or by a file, and not generated just now.</summary>
    public required bool PasswordIsSaid { get; init; }

    /// <summary>How long Mathesar may take to become healthy.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What was decided about files that somebody edited or brought.</summary>
    public Decisions Decisions { get; init; } = Decisions.None;

    /// <summary>Whether files that were edited by hand may be replaced; each is kept as a backup.</summary>
    public bool Force { get; init; }

    /// <summary>The losses that somebody accepted in words.</summary>
    public Acceptance Accepted { get; init; } = Acceptance.None;

    /// <summary>An installation of somebody else whose files make room first; null for none.</summary>
    public ImportReading? Adopted { get; init; }

    /// <summary>The change of Mathesar's release that it is a part of; null for none.</summary>
    internal IReleaseChange? Change { get; init; }

    /// <summary>The order to install what was read into a directory.</summary>
    /// <param name="setup">What was read, settled.</param>
    public static ApplyOrder Of(DraftReading reading, Setup setup, string directory) => new()
    {
        Setup = setup,
        Sources = reading,
        Directory = directory,
        PasswordIsSaid = reading.Draft.Expanded().Texts.GetValueOrDefault(DatabaseSettings.Password.Key) is { Length: > 0 },
    };

    /// <summary>Why nothing here installs it, and what to run instead; null when something does.</summary>
    public Finding? Refusal => KnownRuntimes.For(Setup) is null ? ApplyFindings.OtherTarget(Setup) : null;

    /// <summary>Looks for the place in which it would be installed.</summary>
    public Task<PlaceSearch> FindPlaceAsync(CancellationToken cancellation) => KnownRuntimes.FindAsync(Setup, cancellation);

    /// <summary>Says what installing in a place would do. Changes nothing.</summary>
    public async Task<PlannedApply> PlanAsync(IRuntimePlace place, CancellationToken cancellation)
    {
        place = place.For(Accepted, Directory);
        var run = await place.PlanAsync(new InstallRequest
        {
            Setup = Setup,
            Files = Sources.FilesFor(Setup, Directory),
            Directory = Directory,
            Timeout = Timeout,
            Decisions = Decisions,
            Force = Force,
            Accepted = Accepted,
            PasswordIsSaid = PasswordIsSaid,
            Change = Change,
        }, cancellation);
        ImmutableArray<Finding> more = Adopted is not null ? []
            : FoundPlace.Occupied(Directory) is { } occupied ? [occupied]
            : [.. ReachedAnswers.Of(Directory, Setup, run.Changes.Files)];
        return new PlannedApply(this, place, run, run.Changes with { Findings = [.. more, .. run.Changes.Findings] });
    }
}
