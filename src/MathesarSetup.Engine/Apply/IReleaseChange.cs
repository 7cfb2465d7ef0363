namespace MathesarSetup.Engine.Apply;

/// <summary>
/// A change of Mathesar's release, of which a run is the last part: its records are those of the wanted release already. Who changes the release
/// holds
/// the lock of the directory, has stopped Mathesar before, and brings the records back where the run is taken back, which starts nothing that did not
/// run before it.
/// </summary>
internal interface IReleaseChange
{
    /// <summary>Sees that what runs now is the wanted release, before what was there before is given up.</summary>
    /// <exception cref="StepFailure">It is not.</exception>
    Task ProveAsync(CancellationToken cancellation);
}
