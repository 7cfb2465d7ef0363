using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>
/// One kind of place in which installations are brought about: containers of an engine, units of systemd, objects of a cluster. None of its methods
/// throws for what the world does.
/// </summary>
public interface IRuntime
{
    /// <summary>Whether this kind of place is the one that the answers want.</summary>
    bool Takes(Setup setup);

    /// <summary>Whether a run of it was cut off in this directory, so that <see cref="RecoverAsync"/> has something to do.</summary>
    bool IsUnfinished(string directory);

    /// <summary>Finishes or takes back a run that was cut off. Null when there was none.</summary>
    /// <param name="tell">Told everything that happens, on any thread, one event at a time.</param>
    Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation);

    /// <summary>Looks for the place on this machine.</summary>
    Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation);

    /// <summary>
    /// Takes things away from a place of this kind, of which not even the answers may be left; null where the address is none of it.
    /// </summary>
    /// <param name="place">As <see cref="IRuntimePlace.RemovalOf"/> named it.</param>
    /// <param name="directory">The install directory, absolute.</param>
    IThingRemoval? RemovalAt(Uri place, string directory);
}
