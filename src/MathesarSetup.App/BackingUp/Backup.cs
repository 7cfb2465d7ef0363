using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Looking;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes;

namespace MathesarSetup.App.BackingUp;

/// <summary>Makes a backup of an installation while it runs.</summary>
public static class Backup
{
    /// <summary>The folder in which an installation's backups lie, as its answers have it.</summary>
    public static string FolderOf(InstalledPlace place) => FolderOf(place.Directory, place.Setup.Answers);

    /// <summary>The same for a directory, whether or not something is installed there.</summary>
    public static string FolderOf(string directory) =>
        InstalledPlace.Open(directory, ThisMachine.Read()) is { } place ? FolderOf(place) : FolderOf(directory, Answers.None);

    /// <summary>Makes one, or says why there is none. The installation is as before in either case.</summary>
    /// <param name="tell">Told everything that happens, one event at a time.</param>
    public static Task<BackupResult> RunAsync(InstalledPlace place, BackupOrder order, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        RunAsync(place, order, tell, null, cancellation);

    /// <param name="announce">Told each effect on the disk before it happens.</param>
    internal static async Task<BackupResult> RunAsync(
        InstalledPlace place, BackupOrder order, Action<ApplyEvent> tell, Action<DiskStep>? announce, CancellationToken cancellation)
    {
        try
        {
            var disk = new Disk(place.Directory, announce);
            disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
            using var held = DirectoryLock.Take(disk);
            return await RunHeldAsync(place, order, tell, announce, cancellation);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return BackupResult.Failed(FileFindings.From(problem, place.Directory));
        }
    }

    /// <summary>The same for who holds the lock of the install directory already.</summary>
    internal static async Task<BackupResult> RunHeldAsync(
        InstalledPlace place, BackupOrder order, Action<ApplyEvent> tell, Action<DiskStep>? announce, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
        if (search.Place is not { } found)
        {
            return BackupResult.Failed(search.Findings is [] ? [place.ByHand] : search.Findings);
        }

        if (ControlOf(found, place) is not { } control)
        {
            return BackupResult.Failed(place.ByHand);
        }

        var request = new BackupRequest
        {
            Setup = place.Setup,
            Disk = new Disk(place.Directory, announce),
            Control = control,
            Folder = new BackupFolder(order.To ?? FolderOf(place), announce),
            Tool = order.Tool,
            WithoutSecrets = order.WithoutSecrets,
            Purpose = order.Purpose,
        };
        var narrator = Narrator.For(place.Setup.Plan, tell);
        var result = await new BackupRun(request, narrator).RunAsync(cancellation);
        return order is { Prunes: true, Purpose: BackupPurpose.Asked } ? await CleanedAsync(request, result, narrator, cancellation) : result;
    }

    // What was made is there, whatever becomes of older ones.
    private static async Task<BackupResult> CleanedAsync(
        BackupRequest request, BackupResult result, Narrator narrator, CancellationToken cancellation)
    {
        if (result.Manifest is not { } made)
        {
            return result;
        }

        try
        {
            var retention = BackupRetention.Of(request.Setup.Answers);
            var (removed, findings) = await new BackupCleaning(request.Folder, made.Installation, retention, narrator).RunAsync(made, cancellation);
            return result with { Removed = removed, Findings = [.. result.Findings, .. findings] };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return result;
        }
    }

    private static string FolderOf(string directory, Answers answers) =>
        Path.GetFullPath(answers.Get(BackupSettings.Folder), Path.GetFullPath(directory));

    private static IServiceControl? ControlOf(IRuntimePlace found, InstalledPlace place)
    {
        try
        {
            return found.For(Acceptance.None, place.Directory).ControlOf(place.Setup, place.Directory);
        }
        catch (StepFailure failure) when (failure.Findings[0].Kind == LifeFinding.ByHand)
        {
            return null;
        }
    }
}
