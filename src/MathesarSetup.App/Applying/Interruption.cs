using MathesarSetup.Engine.Apply;

namespace MathesarSetup.App.Applying;

/// <summary>A run or a write that was cut off in an install directory.</summary>
public static class Interruption
{
    /// <summary>
    /// Finishes it or takes it back, before anything is read: it may have left files that are to be taken back. Null when there was none.
    /// </summary>
    /// <param name="tell">Told everything that happens; null for nobody.</param>
    public static Task<ApplyResult?> SettleAsync(string directory, Action<ApplyEvent>? tell = null, CancellationToken cancellation = default) =>
        KnownRuntimes.All.FirstOrDefault(runtime => runtime.IsUnfinished(directory)) is { } runtime
            ? runtime.RecoverAsync(directory, tell ?? (static _ => { }), cancellation)
            : Task.FromResult<ApplyResult?>(null);
}
