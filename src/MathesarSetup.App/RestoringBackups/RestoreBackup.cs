using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Looking;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.App.RestoringBackups;

/// <summary>Brings back what a backup holds, over what an installation has now, which is backed up first.</summary>
public static class RestoreBackup
{
    /// <summary>Reads the archive to its end, and says whether it can be brought back here. Changes nothing.</summary>
    public static async Task<(BackupManifest? Manifest, ImmutableArray<Finding> Findings)> LookAsync(
        InstalledPlace place, RestoreOrder order, CancellationToken cancellation)
    {
        var found = await KeptBackups.VerifyAsync(order.Archive, cancellation);
        return found.Problem is { } problem ? (null, [problem]) : (found.Manifest, Forbidding(place, order, found.Manifest!));
    }

    /// <summary>Brings it back, or says why everything is as before.</summary>
    /// <param name="tell">Told everything that happens, one event at a time.</param>
    public static Task<ApplyResult> RunAsync(InstalledPlace place, RestoreOrder order, Action<ApplyEvent> tell, CancellationToken cancellation) =>
        RunAsync(place, order, tell, null, cancellation);

    /// <param name="control">The services; null for those of the place.</param>
    internal static async Task<ApplyResult> RunAsync(
        InstalledPlace place, RestoreOrder order, Action<ApplyEvent> tell, IServiceControl? control, CancellationToken cancellation)
    {
        try
        {
            var (_, forbidding) = await LookAsync(place, order, cancellation);
            if (forbidding is not [])
            {
                return ApplyResult.Of(ApplyOutcome.Refused, forbidding);
            }

            var disk = new Disk(place.Directory);
            using var held = DirectoryLock.Take(disk);
            control ??= await ControlAsync(place, cancellation);
            var settled = RestoreSettlement.IsNeeded(place.Directory)
                ? await RestoreSettlement.SettleAsync(place.Setup, disk, control, Narrator.For(place.Setup.Plan, tell)) : null;
            if (settled is { Outcome: ApplyOutcome.NeedsPerson })
            {
                return settled;
            }

            var point = await Backup.RunHeldAsync(place, new BackupOrder { Tool = order.Tool, Purpose = BackupPurpose.BeforeRestore }, tell, null,
                cancellation);
            if (!point.Succeeded)
            {
                return ApplyResult.Of(ApplyOutcome.Refused, point.Findings);
            }

            var (archive, problem) = BackupArchive.Open(order.Archive);
            var result = archive is null ? ApplyResult.Of(ApplyOutcome.Refused, problem!)
                : await new RestoreRun(await RequestAsync(place, disk, control, archive, cancellation), Narrator.For(place.Setup.Plan, tell))
                    .RunAsync(cancellation);
            return result with { Findings = [.. settled?.Findings ?? [], .. result.Findings] };
        }
        catch (StepFailure failure)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, failure.Findings);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return ApplyResult.Of(ApplyOutcome.Refused, FileFindings.From(problem, place.Directory));
        }
    }

    private static async Task<RestoreRequest> RequestAsync(
        InstalledPlace place, Disk disk, IServiceControl control, BackupArchive archive, CancellationToken cancellation)
    {
        var former = (await BroughtFiles.ReadAsync(archive, cancellation)).SetupOn(place.Reading.Machine);
        return new RestoreRequest(place.Setup, disk, control, archive)
        {
            Before = ServerAddress.Of(former),
            Key = archive.Manifest.HoldsSecrets ? RestoreRun.KeyOf(former) : null,
        };
    }

    private static async Task<IServiceControl> ControlAsync(InstalledPlace place, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(place.Setup, cancellation);
        return search.Place is { } found ? found.For(Acceptance.None, place.Directory).ControlOf(place.Setup, place.Directory)
            : throw new StepFailure(search.Findings is [] ? [place.ByHand] : search.Findings, []);
    }

    private static ImmutableArray<Finding> Forbidding(InstalledPlace place, RestoreOrder order, BackupManifest manifest)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (InstallationId.Find(new Disk(place.Directory)) != manifest.Installation && !order.OfAnother)
        {
            findings.Add(RestoreFinding.OtherInstallation.Say($"The backup is of another installation named {manifest.Name} than the one in "
                + $"{place.Directory}. Where it shall replace this one all the same, say --of-another."));
        }

        if (Releases.Find(manifest.Release) is not { } release || release.Version > Releases.Newest.Version)
        {
            findings.Add(RestoreFinding.NewerRelease.Say($"The backup is of Mathesar {manifest.Release}, and this program knows releases up to "
                + $"{Releases.Newest}. Use a newer release of this program."));
        }
        else if (place.Setup.Plan.Release.ToString() != manifest.Release)
        {
            findings.Add(RestoreFinding.OtherRelease.Say($"The backup was made of Mathesar {manifest.Release}, and {place.Setup.Plan.Release} is "
                + $"installed. Bring the installation to {manifest.Release}, and restore then; or restore the backup into an empty directory, as the "
                + "release that it is, and upgrade that."));
        }

        if (place.Setup.Answers.Get(DatabaseSettings.Mode) is not DatabaseMode.Bundled || manifest.InternalDump is null
            || manifest.InternalDatabase != PostgresLogin.Of(place.Setup).Internal)
        {
            findings.Add(RestoreFinding.NotHere.At());
        }

        return findings.ToImmutable();
    }
}
