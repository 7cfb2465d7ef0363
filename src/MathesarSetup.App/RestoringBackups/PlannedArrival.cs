using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.BackingUp;
using MathesarSetup.App.Opening;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;

namespace MathesarSetup.App.RestoringBackups;

/// <summary>A backup that was looked at for a place where nothing is yet: what would be installed, and what forbids it.</summary>
/// <param name="Findings">What is to be said; an error forbids it.</param>
public sealed record PlannedArrival(ArrivalOrder Order, ImmutableArray<Finding> Findings)
{
    public BackupManifest? Manifest { get; private init; }

    /// <summary>What would be installed; null where that cannot be told.</summary>
    public Setup? Setup { get; private init; }

    public bool IsForbidden => Findings.Any(static f => f.Severity is Severity.Error);

    internal ArchivedInstallation Archived { get; private init; } = new([]);

    /// <summary>The installation as it was backed up.</summary>
    internal Setup? Former { get; private init; }

    internal bool IsSameTarget => Former!.Target == Setup!.Target;

    /// <summary>Whether it is one installation more, and not the one that was backed up, in another place.</summary>
    internal bool IsCopy { get; private init; }

    /// <summary>Reads the archive to its end, and says what would be done. Changes nothing.</summary>
    public static async Task<PlannedArrival> LookAsync(ArrivalOrder order, CancellationToken cancellation)
    {
        var found = await KeptBackups.VerifyAsync(order.Archive, cancellation);
        var (archive, problem) = found.Problem is { } bad ? (null, bad) : BackupArchive.Open(order.Archive);
        if (archive is null)
        {
            return new PlannedArrival(order, [problem!]);
        }

        try
        {
            return Of(order, archive.Manifest, await BroughtFiles.ReadAsync(archive, cancellation));
        }
        catch (StepFailure failure)
        {
            return new PlannedArrival(order, failure.Findings);
        }
    }

    /// <summary>Where the answers are read once the files lie in the directory: those of the backup, and over them what was said.</summary>
    internal DraftSources Sources => Order.Said with { Directory = Order.Directory, Config = null, Flags = [.. Moved, .. Order.Said.Flags] };

    // Only the files of the answers come to another way to run Mathesar, so what was edited elsewhere is said.
    private IEnumerable<SaidText> Moved => IsSameTarget ? []
        : Archived.Edited.Texts.Concat(LayoutSettings.IsInPlace(Former!.Answers) ? Laid : [])
            .Select(static t => new SaidText("the backup", t.Key, t.Value));

    private static KeyValuePair<string, string>[] Laid =>
        [new(LayoutSettings.Layout.Key, LayoutSettings.Layout.Codec.Format(FileLayout.Own)), new(LayoutSettings.Files.Key, "")];

    private static PlannedArrival Of(ArrivalOrder order, BackupManifest manifest, ArchivedInstallation archived)
    {
        var machine = order.Said.Machine;
        var former = archived.SetupOn(machine);
        var (said, findings) = order.Said.Say(archived.Former);
        var draft = new Conversation(archived.Former, machine).Say(Saying.Of(said)).Draft;
        if (draft.Read().Answers.Get(RunSettings.Target) != former.Target.Id && LayoutSettings.IsInPlace(former.Answers))
        {
            draft = draft.With(Laid);
        }

        var setup = archived.In(draft.Settle(machine));
        var planned = new PlannedArrival(order, [])
        {
            Manifest = manifest,
            Archived = archived,
            Former = former,
            Setup = setup,
            IsCopy = setup.Plan.Name != manifest.Name || IsHere(manifest.Installation, order.Directory),
        };
        return planned with { Findings = [.. findings, .. planned.Forbidding(said), .. planned.Told()] };
    }

    private IEnumerable<Finding> Forbidding(Draft said)
    {
        var (manifest, setup) = (Manifest!, Setup!);
        var disk = new Disk(Order.Directory);
        if (!disk.IsEmpty && !disk.Exists(StateFolder.ArrivalJournal))
        {
            yield return RestoreFinding.NotEmpty.Say($"{Order.Directory} holds something and no installation, so nothing is restored into it. Name "
                + "an empty directory, or one that is not there yet.");
        }

        if (manifest.DatabaseMode is not DatabaseMode.Bundled || setup.Answers.Get(DatabaseSettings.Mode) is not DatabaseMode.Bundled
            || manifest.InternalDump is null || manifest.InternalDatabase != PostgresLogin.Of(setup).Internal)
        {
            yield return RestoreFinding.NotHere.At();
        }

        if (!manifest.HoldsSecrets && new Setting[] { SecretSettings.Key, DatabaseSettings.Password }.Any(s => !said.Texts.ContainsKey(s.Key)))
        {
            yield return RestoreFinding.NoSecrets.At();
        }

        if (Releases.Find(manifest.Release) is not { } release || release.Version > Releases.Newest.Version)
        {
            yield return RestoreFinding.NewerRelease.Say($"The backup is of Mathesar {manifest.Release}, and this program knows releases up to "
                + $"{Releases.Newest}. Use a newer release of this program.");
        }
        else if (setup.Plan.Release.ToString() != manifest.Release)
        {
            yield return RestoreFinding.OtherRelease.Say($"The backup was made of Mathesar {manifest.Release}, and {setup.Plan.Release} would be "
                + "installed. Restore it as the release that it is, and upgrade then.");
        }

        if (setup.Answers.Get(DatabaseSettings.Version) < manifest.ServerMajor)
        {
            yield return RestoreFinding.OlderPostgres.Say($"The backup was made by PostgreSQL {manifest.ServerMajor}, whose dumps PostgreSQL "
                + $"{setup.Answers.Text(DatabaseSettings.Version)} does not read. Set database.version to {manifest.ServerMajor} or newer.",
                DatabaseSettings.Version.Key);
        }

        foreach (var finding in setup.Findings.Where(static f => f.Severity is Severity.Error))
        {
            yield return finding;
        }

        if (KnownRuntimes.For(setup) is null)
        {
            yield return ApplyFindings.OtherTarget(setup);
        }
    }

    private IEnumerable<Finding> Told()
    {
        if (!IsSameTarget && Archived.Own.Select(static f => f.Path).ToArray() is { Length: > 0 } own)
        {
            yield return RestoreFinding.FromBackup.Say($"{string.Join(", ", own)}: edited or added by hand for {Former!.Target.Title}, and of no "
                + $"use to {Setup!.Target.Title}. {(own.Length == 1 ? "It is" : "They are")} kept in {Order.Directory}/{BroughtFiles.Aside}, where "
                + "nothing reads them. Bring over by hand what you need of them.");
        }

        if (Releases.Find(Manifest!.Release) is { } release && release.Version < Releases.Newest.Version)
        {
            yield return RestoreFinding.OlderRelease.Say($"The backup is of Mathesar {release}, and {Releases.Newest} is known. It is restored as "
                + "the release that it is; when it runs, an upgrade brings it on.");
        }

        if (IsCopy)
        {
            yield return RestoreFinding.Copy.At();
        }
    }

    // Moving keeps the installation what it is; two of one id would take each other's backups for their own.
    private static bool IsHere(string installation, string directory) => new KnownDirectories().List()
        .Where(d => d != directory).Any(d =>
        {
            try
            {
                return InstallationId.Find(new Disk(d)) == installation;
            }
            catch (Exception problem) when (FileFindings.IsFileProblem(problem))
            {
                return false;
            }
        });
}
