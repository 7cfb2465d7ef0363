using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Life;

/// <summary>What runs of an installation, where this program itself can remove it. None of it throws for what the world does.</summary>
public interface IRemovableLife
{
    /// <summary>
    /// What is there for this installation alone, in the order in which it can go; with a note for each thing of its name that somebody else uses, and
    /// an error where nobody answers.
    /// </summary>
    Task<(ImmutableArray<Belonging> Things, ImmutableArray<Finding> Findings)> FindBelongingsAsync(CancellationToken cancellation);

    /// <summary>Removes these, and none that has become somebody else's meanwhile. What was begun and broken off is ended by doing it once more.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    Task<ImmutableArray<Finding>> RemoveAsync(ImmutableArray<Belonging> things, Action<string> tell, CancellationToken cancellation);
}
