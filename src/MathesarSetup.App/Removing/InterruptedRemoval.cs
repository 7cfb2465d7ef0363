using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Removing;

/// <summary>A removal that was cut off in an install directory, whose answers may be gone.</summary>
public static class InterruptedRemoval
{
    /// <summary>The name of the installation; null where no removal was cut off.</summary>
    public static string? NameIn(string directory) => RemovalRun.UnfinishedIn(directory);

    /// <summary>Goes on with it, as it was agreed to.</summary>
    /// <param name="tell">Told what is done, in a sentence.</param>
    public static Task<ImmutableArray<Finding>> ContinueAsync(string directory, Action<string> tell, CancellationToken cancellation) =>
        RemovalRun.ContinueAsync(directory, place => KnownRuntimes.RemovalAt(place, directory), tell, cancellation);
}
