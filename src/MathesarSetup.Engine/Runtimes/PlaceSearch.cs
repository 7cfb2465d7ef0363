using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>What a search for a place found.</summary>
/// <param name="Candidates">Everything that was asked, in its order.</param>
/// <param name="Place">The place to use; null when there is none.</param>
/// <param name="Findings">Why there is none; empty when there is one.</param>
public sealed record PlaceSearch(ImmutableArray<PlaceCandidate> Candidates, IRuntimePlace? Place, ImmutableArray<Finding> Findings);

/// <summary>Something that was asked whether it is the place.</summary>
/// <param name="Source">What led to it, such as <c>DOCKER_HOST</c>.</param>
/// <param name="Address">Where it is, for the screen; empty where that is nowhere.</param>
/// <param name="Reason">Why it was taken or not, as a sentence for people.</param>
public sealed record PlaceCandidate(string Source, string Address, string Reason);
