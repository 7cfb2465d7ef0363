using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Backups;

/// <summary>
/// Makes a backup while everything runs: every part is written, the archive is put together and read back, and only then gets its name. The caller
/// holds the lock of the install directory.
/// </summary>
internal sealed class BackupRun(BackupRequest request, Narrator narrator)
{
    private readonly PostgresLogin _login = PostgresLogin.Of(request.Setup);
    private readonly List<Finding> _findings = [];
    private readonly List<string> _proofs = [];

    /// <summary>Makes it, or says why there is none: then nothing of it is left, as far as the disk lets it go.</summary>
    public async Task<BackupResult> RunAsync(CancellationToken cancellation)
    {
        var installation = "";
        try
        {
            installation = InstallationId.Take(request.Disk);
            return await MakeAsync(installation, cancellation);
        }
        catch (Exception problem) when (problem is StepFailure || FileFindings.IsFileProblem(problem))
        {
            // What an engine says of a run that was broken off is not why there is no backup.
            cancellation.ThrowIfCancellationRequested();
            var findings = problem is StepFailure failure ? failure.Findings : [FileFindings.From(problem, request.Folder.Path)];
            narrator.Failed(BackupSteps.Done, findings[0]);
            return BackupResult.Failed([.. findings.Select(narrator.Redact)]);
        }
        finally
        {
            Sweep(installation);
        }
    }

    private void Sweep(string installation)
    {
        try
        {
            request.Folder.Sweep(installation);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            // The next backup takes it away; it is never listed.
        }
    }

    private async Task<BackupResult> MakeAsync(string installation, CancellationToken cancellation)
    {
        var writer = new BackupWriter(request.Folder, installation, narrator);
        await using var shell = await OpenAsync(_login.Role, cancellation);
        var postgres = new PostgresShell(shell, _login);
        var parts = new DatabaseParts(postgres, writer);
        var server = await parts.LookAsync(cancellation);
        var time = DateTimeOffset.UtcNow;
        writer.Begin();
        await parts.AddBaseAsync(server, cancellation);
        await parts.AddDatabasesAsync(server, cancellation);
        await parts.AddGlobalsAsync(!request.WithoutSecrets, cancellation);
        await AddFilesAsync(writer, cancellation);
        if (!request.WithoutSecrets)
        {
            ProveKey(await parts.StoredAsync(cancellation));
        }

        var manifest = Manifest(installation, time, server, writer);
        var staged = await writer.JoinAsync(manifest, cancellation);
        await ReadBackAsync(request.Folder.Disk.Full(staged), postgres, cancellation);
        var path = request.Folder.Disk.Full(request.Folder.Publish(staged, manifest));
        narrator.Done(BackupSteps.Done, $"The backup is whole: {path}.");
        return new BackupResult(manifest, path, new FileInfo(path).Length, [.. _findings, .. Told(manifest)]) { Proofs = [.. _proofs] };
    }

    private async Task AddFilesAsync(BackupWriter writer, CancellationToken cancellation)
    {
        var files = new FileParts(request.Setup, request.Disk, writer, Redaction.Of(request.Setup.Plan));
        await using (var web = await OpenAsync(ServiceRole.Web, cancellation))
        {
            await files.AddMediaAsync(web, cancellation);
        }

        narrator.Started(BackupSteps.Write, "Backing up the files of the installation.");
        await files.AddFilesAsync(!request.WithoutSecrets);
        files.LeaveOut();
    }

    // Mathesar may be stopped; PostgreSQL has to run.
    private async Task<IServiceShell> OpenAsync(ServiceRole role, CancellationToken cancellation)
    {
        try
        {
            return await request.Control.InsideAsync(role, cancellation);
        }
        catch (StepFailure failure) when (failure.Findings[0].Kind == LifeFinding.NotRunning && role is ServiceRole.Web
            && request.Setup.Answers.Get(DatabaseSettings.Mode) is not DatabaseMode.BuiltIn)
        {
            return await request.Control.BesideAsync(role, null, cancellation);
        }
    }

    private void ProveKey(ImmutableArray<string> stored)
    {
        var key = request.Setup.Plan.Web.Environment.FirstOrDefault(static e => e.Name == SecretSettings.Key.Variable)?.Value ?? "";
        var fitting = key.Length == 0 ? 0 : stored.Count(token => StoredSecret.FitsAny(new SecretText(key), [token]));
        if (stored is [])
        {
            _proofs.Add("Mathesar stores no password yet, so there was nothing to hold SECRET_KEY against.");
        }
        else if (fitting > 0)
        {
            _proofs.Add(string.Create(CultureInfo.InvariantCulture,
                $"SECRET_KEY reads {fitting} of {stored.Length} passwords that Mathesar stores."));
        }
        else
        {
            _findings.Add(BackupFinding.WrongKey.Say("None of the passwords that Mathesar stores was encrypted with the SECRET_KEY of the files, so "
                + "the backup holds passwords that nobody can read again. Keep the key with which Mathesar runs beside it.", SecretSettings.Key.Key));
        }
    }

    private async Task ReadBackAsync(string path, PostgresShell postgres, CancellationToken cancellation)
    {
        narrator.Started(BackupSteps.Check, "Reading the backup back, to its end.");
        var (archive, problem) = BackupArchive.Open(path);
        if (archive is null || (problem = await BackupCheck.ReadAsync(archive, deep: true, null, cancellation)) is not null)
        {
            throw new StepFailure(problem!);
        }

        foreach (var dump in archive.Manifest.Parts.Where(static p => p.Kind is PartKind.Dump))
        {
            if (await DumpCheck.ReadAsync(archive, dump, postgres, cancellation) is { } why)
            {
                throw new StepFailure(narrator.Redact(why));
            }
        }

        _proofs.Add(string.Create(CultureInfo.InvariantCulture,
            $"All {archive.Manifest.Parts.Length} parts were read back to their end, and PostgreSQL reads every dump."));
        narrator.Done(BackupSteps.Check, "Every byte is as it was written, and PostgreSQL reads every dump.");
    }

    private BackupManifest Manifest(string installation, DateTimeOffset time, ServerFacts server, BackupWriter writer) => new()
    {
        Id = Guid.NewGuid().ToString("n"),
        Purpose = request.Purpose,
        Name = request.Setup.Plan.Name,
        Installation = installation,
        Time = time,
        Tool = request.Tool,
        Release = request.Setup.Plan.Release.ToString(),
        ServerVersion = server.Version,
        Target = request.Setup.Target.Id,
        Architecture = server.Architecture,
        DatabaseMode = request.Setup.Answers.Get(DatabaseSettings.Mode),
        InternalDatabase = _login.Internal,
        Role = _login.User,
        HoldsSecrets = writer.Parts.Any(static p => p.Kind is PartKind.Secret),
        Parts = writer.Parts,
        LeftOut = [.. writer.LeftOut],
    };

    private IEnumerable<Finding> Told(BackupManifest manifest)
    {
        foreach (var left in manifest.LeftOut.Where(static l => l.What != "uploads"))
        {
            yield return BackupFinding.LeftOut.Say($"Not in the backup: {left.What}. {left.Why}");
        }

        yield return request.WithoutSecrets ? BackupFinding.WithoutSecrets.At() : BackupFinding.HoldsSecrets.At();
        if (MountOf(request.Folder.Path) is { } there && there == MountOf(request.Disk.Root))
        {
            yield return BackupFinding.SameDisk.At();
        }
    }

    // The disk that a path lies on; null where nobody knows.
    private static string? MountOf(string path)
    {
        try
        {
            return DriveInfo.GetDrives().Select(static d => d.Name)
                .Where(name => path == name || path.StartsWith(name.EndsWith('/') ? name : $"{name}/", StringComparison.Ordinal))
                .MaxBy(static n => n.Length);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return null;
        }
    }
}
