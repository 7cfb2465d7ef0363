using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Targets;

namespace MathesarSetup.App.Opening;

/// <summary>What has to be typed on this machine to do what the files' own commands do.</summary>
public static class MachinePrograms
{
    /// <summary>The same by what lies where such programs lie, for whoever may start none.</summary>
    public static HostPrograms Seen() => StartFacts.ComposeHere();

    /// <summary>Asks the engine and the programs themselves, which takes some hundred milliseconds.</summary>
    public static async Task<HostPrograms> FindAsync(CancellationToken cancellation = default) =>
        await ComposeWords.FindAsync((await EngineFinder.FindAsync(cancellation)).Engine, cancellation);
}
