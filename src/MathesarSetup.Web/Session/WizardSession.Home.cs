using System.Collections.Immutable;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <content>What is installed in the directory, apart from what is drafted.</content>
public sealed partial class WizardSession
{
    /// <summary>Whether files that this program wrote, or keeps in place, lie in the directory.</summary>
    public bool HoldsFiles => Now.Written is not null && InstallPlace.HoldsInstallation(Directory);

    /// <summary>What is to be said about a run that had been cut off here; none where nothing was.</summary>
    public ImmutableArray<Finding> Settled { get; private set; } = [];

    /// <summary>The installation as its files have it now; null where nothing was written yet.</summary>
    public InstalledPlace? OpenInstalled() => InstalledPlace.Open(Directory, _machine);

    /// <summary>Takes note of how a run that had been cut off was ended.</summary>
    public void TellSettled(ApplyResult? result)
    {
        Settled = result is null ? [] :
        [
            OpeningFinding.RunSettled.Say(result.Outcome switch
            {
                ApplyOutcome.RolledBack => "A run that was cut off was taken back: everything is as before it.",
                ApplyOutcome.Refused => "A run that was cut off is not settled yet, because another program works in the directory.",
                ApplyOutcome.NeedsPerson => "A run that was cut off could not be taken back whole. What is left to do stands below.",
                _ => "A run that was cut off was finished: everything is as it was to be.",
            }),
            .. result.Findings,
        ];
        Changed?.Invoke();
    }

    /// <summary>
    /// Turns to another install directory with the answers of this one, where nothing was installed here and nothing lies there; else as
    /// <see cref="MoveAsync"/> does.
    /// </summary>
    public async Task CarryAsync(string directory)
    {
        var carried = HoldsFiles || Imported is not null ? null : Setup.Draft;
        var isEmpty = DirectoryFacts.Read(directory).Holds is DirectoryHolds.Nothing or DirectoryHolds.Empty;
        await MoveAsync(directory);
        if (carried is not null && isEmpty && !IsResumed)
        {
            Change(_ => carried);
        }
    }
}
