using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
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

    /// <summary>Whether it was accepted that connections stored in Mathesar have to be entered again.</summary>
    public bool AcceptLostConnections { get; init; }

    /// <summary>An installation of somebody else whose files make room first; null for none.</summary>
    public ImportReading? Adopted { get; init; }

    /// <summary>Why the target is not for an engine, and what to run instead; null when it is.</summary>
    public Finding? Refusal => Applier.RefusalOf(Setup);

    /// <summary>Looks for the engine that would be installed on.</summary>
    public static Task<EngineSearch> FindEngineAsync(CancellationToken cancellation) => EngineFinder.FindAsync(cancellation);

    /// <summary>Says what installing on an engine would do. Changes nothing.</summary>
    public async Task<PlannedApply> PlanAsync(EngineInfo engine, CancellationToken cancellation)
    {
        var request = new ApplyRequest
        {
            Setup = Setup,
            Files = Sources.FilesFor(Setup, Directory),
            Directory = Directory,
            Engine = engine,
            Timeout = Timeout,
            Decisions = Decisions,
            Force = Force,
            AcceptLostConnections = AcceptLostConnections,
            PasswordIsSaid = PasswordIsSaid,
            Paths = await MountedPaths.FindAsync(engine, cancellation),
        };
        return new PlannedApply(this, request, await Applier.CompareAsync(request, cancellation));
    }
}
