using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>A place that was found, and in which something can be installed. Its text is what it is, in one line.</summary>
public interface IRuntimePlace
{
    /// <summary>What it is, in the words of the screen.</summary>
    PlaceFacts Facts { get; }

    /// <summary>The place that is meant, by what somebody said and by what the install directory remembers.</summary>
    IRuntimePlace For(Acceptance accepted, string directory) => this;

    /// <summary>Holds what is wanted against what is there. Changes nothing.</summary>
    Task<IPlannedRun> PlanAsync(InstallRequest request, CancellationToken cancellation);

    /// <summary>What of an installation runs there.</summary>
    /// <param name="setup">The installation as its files have it.</param>
    /// <param name="directory">The install directory, absolute.</param>
    IInstallationLife LifeOf(Setup setup, string directory);

    /// <summary>The way to take an installation away.</summary>
    /// <param name="setup">The installation as its files have it.</param>
    /// <param name="directory">The install directory, absolute.</param>
    IInstallationRemoval RemovalOf(Setup setup, string directory);

    /// <summary>Whether a run there brings another release about by itself, with a way back for Mathesar's records.</summary>
    bool BringsReleases => false;

    /// <summary>Its services one by one, for a verb that changes what they hold.</summary>
    /// <param name="setup">The installation as its files have it.</param>
    /// <param name="directory">The install directory, absolute.</param>
    IServiceControl ControlOf(Setup setup, string directory);
}
