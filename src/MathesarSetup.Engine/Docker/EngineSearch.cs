using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Docker;

/// <summary>What came of one place where an engine may listen.</summary>
public enum CandidateOutcome
{
    /// <summary>It answers and is the one that is used.</summary>
    Taken,

    /// <summary>Another one was taken before it was asked.</summary>
    NotAsked,

    /// <summary>Nothing is there.</summary>
    Absent,

    /// <summary>This user may not use it.</summary>
    Forbidden,

    /// <summary>Something is there and does not answer as an engine does.</summary>
    Silent,

    /// <summary>It cannot be used, because it is too old or is reached in a way that this program does not know.</summary>
    Unsuitable,
}

/// <summary>One place where an engine may listen, in the order in which they are asked.</summary>
/// <param name="Source">What led to it, such as <c>DOCKER_HOST</c>.</param>
/// <param name="Endpoint">The address for the screen, such as <c>unix:///var/run/docker.sock</c>.</param>
/// <param name="Reason">Why it was taken or not, as a sentence for people.</param>
public sealed record EngineCandidate(string Source, string Endpoint, CandidateOutcome Outcome, string Reason);

/// <summary>What a search for an engine found.</summary>
/// <param name="Candidates">Every place, in the order of asking.</param>
/// <param name="Engine">The engine to use; null when there is none.</param>
/// <param name="Findings">Why there is none; empty when there is one.</param>
public sealed record EngineSearch(ImmutableArray<EngineCandidate> Candidates, EngineInfo? Engine, ImmutableArray<Finding> Findings);
