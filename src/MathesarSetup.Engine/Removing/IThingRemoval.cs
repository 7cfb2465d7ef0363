using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Removing;

/// <summary>
/// Takes things away from one place, each only if it still is what was written down. It may be cut off anywhere and done again: what is gone is done.
/// </summary>
public interface IThingRemoval
{
    /// <summary>Takes them away, in their order.</summary>
    /// <param name="identity">What tells the place from others that may be reached in the same way.</param>
    /// <param name="tell">Told what is done, in a sentence.</param>
    /// <returns>What stays, because it became something else or somebody's since it was agreed to.</returns>
    /// <exception cref="Apply.StepFailure">Another place answers, or it refused.</exception>
    Task<ImmutableArray<Finding>> RemoveAsync(
        string identity, IReadOnlyList<RemovedThing> things, Action<string> tell, CancellationToken cancellation);
}
