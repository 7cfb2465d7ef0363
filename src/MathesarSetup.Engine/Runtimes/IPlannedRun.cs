using MathesarSetup.Engine.Apply;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes;

/// <summary>What installing would do in a place, and the way to do it.</summary>
public interface IPlannedRun
{
    InstallRequest Request { get; }

    /// <summary>What would change, the steps of it, and what forbids them.</summary>
    ApplyChanges Changes { get; }

    /// <summary>What a person would type on this machine to do the same.</summary>
    HostPrograms Programs { get; }

    /// <summary>
    /// Does it, and waits until Mathesar is healthy and has its administrator; on failure, and when it is cancelled, everything is as before.
    /// </summary>
    /// <param name="agreed">What somebody saw and agreed to. What is true under the lock counts.</param>
    /// <param name="tell">Told everything that happens, on any thread, one event at a time.</param>
    Task<ApplyResult> RunAsync(ApplyChanges agreed, Action<ApplyEvent> tell, CancellationToken cancellation);
}
