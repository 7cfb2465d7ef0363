using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Backups;

/// <summary>What is brought back, and where.</summary>
internal sealed record RestoreRequest(Setup Setup, Disk Disk, IServiceControl Control, BackupArchive Archive)
{
    /// <summary>The server as Mathesar called it when it was backed up; null where that is not known.</summary>
    public ServerAddress? Before { get; init; }

    /// <summary>The SECRET_KEY of the backup; null where it holds none.</summary>
    public SecretText? Key { get; init; }

    /// <summary>Told before people may work with what was restored; null where somebody works there already.</summary>
    public Action? Arriving { get; init; }

    /// <summary>Whether nobody works there yet: Mathesar is stopped all the time, and who asked takes back what failed.</summary>
    public bool IsArrival => Arriving is not null;
}

/// <summary>
/// Brings back what a backup holds: its databases are loaded beside those that are there while everything runs, Mathesar's records follow their new
/// numbers, and only then they take their places. The caller holds the lock of the install directory.
/// </summary>
internal sealed class RestoreRun(RestoreRequest request, Narrator narrator)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly PostgresLogin _login = PostgresLogin.Of(request.Setup);
    private readonly BackupManifest _manifest = request.Archive.Manifest;

    /// <summary>Brings it back, or says why everything is as before.</summary>
    public async Task<ApplyResult> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var shell = await request.Control.InsideAsync(_login.Role, cancellation);
            return ApplyResult.Of(ApplyOutcome.Applied, await BringBackAsync(new PostgresShell(shell, _login), cancellation));
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            var reason = problem is StepFailure failure ? failure.Findings[0] : problem is OperationCanceledException
                ? RestoreFinding.Failed.Say("The restore was cancelled.") : FileFindings.From(problem, request.Disk.Root);
            narrator.Failed(StepNames.RollBack, reason);
            var back = request.IsArrival ? ApplyResult.Of(ApplyOutcome.RolledBack)
                : await RestoreSettlement.BackAsync(request.Setup, request.Disk, request.Control, narrator);
            return back.Outcome is ApplyOutcome.NeedsPerson ? back with { Findings = [.. back.Findings, narrator.Redact(reason)] }
                : ApplyResult.Of(problem is OperationCanceledException ? ApplyOutcome.Cancelled : ApplyOutcome.RolledBack,
                    [narrator.Redact(reason), .. back.Findings]);
        }
    }

    private async Task<ImmutableArray<Finding>> BringBackAsync(PostgresShell postgres, CancellationToken cancellation)
    {
        if (request.IsArrival)
        {
            narrator.Started("stop", "Stopping Mathesar, before anybody works with it.");
            await request.Control.StopAsync(ServiceRole.Web, cancellation);
            await new NewServer(postgres, _manifest).ProveEmptyAsync(cancellation);
        }

        await new NewServer(postgres, _manifest).ProveRoomAsync(cancellation);
        var journal = await BeginAsync(postgres, cancellation);
        var findings = await LoadAsync(postgres, journal, cancellation);
        await RestoreMediaAsync(cancellation);
        narrator.Started("swap", "Stopping Mathesar; the databases take their places.");
        (journal = journal with { IsStopping = true }).Save(request.Disk);
        await request.Control.StopAsync(ServiceRole.Web, cancellation);
        await new DatabaseSwap(postgres, journal).ForwardAsync(cancellation);
        narrator.Done("swap", "The databases of the backup are in their places.");
        findings = findings.AddRange(await BringToKeyAsync(cancellation));
        narrator.Started(StepNames.Start, "Starting Mathesar.");
        await new KeptDatabases(postgres, request.Disk).NoteAsync(journal.Databases.Where(static d => d.Before is not null)
            .Select(static d => (d.Before!, d.Name)), findings.Any(static f => f.Kind == RestoreFinding.SetAside), cancellation);
        // From here on people may work with it, so nothing goes out of sight any more.
        (journal with { IsStarting = true }).Save(request.Disk);
        request.Arriving?.Invoke();
        await request.Control.StartAsync(ServiceRole.Web, s_patience, cancellation);
        RestoreJournal.Forget(request.Disk);
        if (request.IsArrival)
        {
            await ForgetEmptyAsync(postgres, journal);
        }

        narrator.Done(StepNames.Finish, "Mathesar runs with what the backup holds.");
        return request.IsArrival ? findings : [.. findings, .. journal.Kept];
    }

    private async Task<RestoreJournal> BeginAsync(PostgresShell postgres, CancellationToken cancellation)
    {
        var there = await DatabaseSwap.AllAsync(postgres, cancellation);
        var (time, mark) = (DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture), RandomNumberGenerator.GetHexString(8, true));
        var databases = ImmutableArray.CreateBuilder<RestoredDatabase>();
        var dumped = _manifest.Parts.Where(static p => p.Kind is PartKind.Dump).Select(static p => p.Database!).ToArray();
        var taken = there.Union(dumped, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        foreach (var name in dumped)
        {
            var kept = there.Contains(name) ? KeptName.Of(name, time, taken) : null;
            taken.Add(kept ?? name);
            var loaded = string.Create(CultureInfo.InvariantCulture, $"mathesar_restore_{mark}_{databases.Count}");
            databases.Add(new RestoredDatabase(name, loaded, kept));
        }

        var journal = new RestoreJournal { Databases = databases.ToImmutable() };
        journal.Save(request.Disk);
        return journal;
    }

    private async Task<ImmutableArray<Finding>> LoadAsync(PostgresShell postgres, RestoreJournal journal, CancellationToken cancellation)
    {
        if (_manifest.Parts.FirstOrDefault(static p => p.Kind is PartKind.Globals) is { } globals)
        {
            narrator.Started("roles", "Making the roles that are missing.");
            await RolesRestore.MakeMissingAsync(postgres, await request.Archive.ReadTextAsync(globals, cancellation), cancellation);
        }

        foreach (var database in journal.Databases)
        {
            await LoadAsync(postgres, database, cancellation);
        }

        var records = journal.Databases.First(d => d.Name == _manifest.InternalDatabase).Loaded;
        await ProveAsync(postgres, records, cancellation);
        var now = ServerAddress.Of(request.Setup);
        await new NewServer(postgres, _manifest).RenameAsync(records, request.Before ?? now, now, cancellation);
        narrator.Started("identity", "Letting Mathesar's records follow the tables and columns by their names.");
        var findings = await new IdentityRestore(postgres, records).FollowAsync(now.Is, await MapsAsync(cancellation),
            name => journal.Databases.FirstOrDefault(d => d.Name == name)?.Loaded, cancellation);
        return findings.AddRange(journal.LikeOwn);
    }

    private async Task LoadAsync(PostgresShell postgres, RestoredDatabase database, CancellationToken cancellation)
    {
        narrator.Started("load", $"Loading the database {DatabaseNames.Said(database.Name)}, beside the one that is there.");
        await postgres.DoAsync(DatabaseSwap.Neutral,
            DatabaseLike.Statements(database.Loaded, database.Before is null ? _login.Internal : database.Name), cancellation);
        await using var input = request.Archive.OpenPlain(_manifest.Parts.First(p => p.Kind is PartKind.Dump && p.Database == database.Name));
        var end = await postgres.RunAsync(database.Loaded,
            new ShellCommand("pg_restore", "--exit-on-error", "--single-transaction") { Input = input, IsChanging = true }, cancellation);
        if (end.Succeeded)
        {
            await postgres.DoAsync(DatabaseSwap.Neutral, DatabaseLike.Template(database.Loaded, database.Name), cancellation);
        }
        else
        {
            throw new StepFailure(RestoreFinding.Failed.Say($"PostgreSQL did not take the dump of {DatabaseNames.Said(database.Name)}: "
                + $"{end.LastWords}."));
        }
    }

    // Nothing takes its place that would not be Mathesar's, or that nobody could read.
    private async Task ProveAsync(PostgresShell postgres, string records, CancellationToken cancellation)
    {
        var administrators = await postgres.AskAsync(records, "SELECT count(*) FROM mathesar_user WHERE is_superuser;", cancellation);
        if (administrators.Trim() == "0")
        {
            throw new StepFailure(RestoreFinding.Failed.Say("The backup holds no administrator of Mathesar."));
        }

        var stored = (await postgres.AskAsync(records, "SELECT password FROM mathesar_configuredrole;", cancellation)).Split('\n')
            .Where(static p => p.StartsWith(StoredSecret.Beginning, StringComparison.Ordinal)).ToArray();
        if (stored is not [] && !StoredSecret.FitsAny(request.Key ?? Present, stored) && !StoredSecret.FitsAny(Present, stored))
        {
            throw new StepFailure(RestoreFinding.OtherKey.At());
        }
    }

    // They were seen to hold nothing while nobody could work with them. What cannot be removed now is noted.
    private async Task ForgetEmptyAsync(PostgresShell postgres, RestoreJournal journal)
    {
        try
        {
            var kept = new KeptDatabases(postgres, request.Disk);
            var made = journal.Databases.Select(static d => d.Before).ToHashSet(StringComparer.Ordinal);
            await kept.ForgetAsync([.. (await kept.LookAsync(CancellationToken.None)).Where(k => made.Contains(k.Name))], CancellationToken.None);
        }
        catch (StepFailure)
        {
            // They take a few megabytes, and `restore --forget` removes them.
        }
    }

    private SecretText Present => KeyOf(request.Setup);

    /// <summary>The SECRET_KEY with which an installation runs.</summary>
    public static SecretText KeyOf(Setup setup) =>
        new(setup.Plan.Web.Environment.FirstOrDefault(static e => e.Name == SecretSettings.Key.Variable)?.Value ?? "");

    // By Mathesar's own program, beside the service that is stopped: all that it changes was loaded just now, and goes when this is taken back.
    private async Task<IEnumerable<Finding>> BringToKeyAsync(CancellationToken cancellation)
    {
        if (request.Key is not { } key || key.Reveal() == Present.Reveal())
        {
            return [];
        }

        narrator.Started("key", "Bringing what the backup stores by its own SECRET_KEY to the one of this installation.");
        await using var beside = await request.Control.BesideAsync(ServiceRole.Web, null, cancellation);
        var renewed = await new StoredKeys(new MathesarShell(beside)).RenewAsync(key, Present, cancellation);
        return renewed.Unreadable == 0 && renewed.Left is [] ? [RestoreFinding.NewKey.At()] : [RestoreFinding.KeyLeft.Say(string.Create(
            CultureInfo.InvariantCulture, $"What the backup stores by its own SECRET_KEY was brought to the one of this installation, but for "
            + $"{renewed.Unreadable} passwords that neither key reads, and {renewed.Left.Length} columns with files that no stored role may change. "
            + $"Enter those passwords again, and give a stored role the right to change those columns: {string.Join(", ", renewed.Left)}."))];
    }

    private async Task<Dictionary<string, IdentityMap>> MapsAsync(CancellationToken cancellation)
    {
        var maps = new Dictionary<string, IdentityMap>(StringComparer.Ordinal);
        foreach (var part in _manifest.Parts.Where(static p => p.Kind is PartKind.Identity))
        {
            maps[part.Database!] = IdentityMap.Parse(await request.Archive.ReadTextAsync(part, cancellation))
                ?? throw new StepFailure(BackupArchive.Damaged(request.Archive.Path, $"the numbers of the tables in {part.Database} cannot be read"));
        }

        return maps;
    }

    // What is there stays: a file too many does no harm, a missing one does.
    private async Task RestoreMediaAsync(CancellationToken cancellation)
    {
        if (_manifest.Parts.FirstOrDefault(static p => p.Kind is PartKind.Media) is not { Folder: { } folder } media)
        {
            return;
        }

        narrator.Started("media", "Bringing back the uploads that are missing.");
        await using var shell = await request.Control.BesideAsync(ServiceRole.Web, null, cancellation);
        await using var input = request.Archive.OpenPlain(media);
        ImmutableArray<string> words = ["tar", "--extract", "--numeric-owner", "--skip-old-files", "--file=-", $"--directory={folder}"];
        var end = await shell.RunAsync(new ShellCommand(words) { Input = input, IsChanging = true }, cancellation);
        if (!end.Succeeded)
        {
            throw new StepFailure(RestoreFinding.Failed.Say($"The uploads could not be brought back: {end.LastWords}."));
        }
    }
}
