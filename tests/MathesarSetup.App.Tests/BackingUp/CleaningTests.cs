using System.Text;
using MathesarSetup.App.BackingUp;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.BackingUp;

/// <summary>What a good backup takes away of older ones, and what it never does, on a real disk.</summary>
public sealed class CleaningTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 28, 15, 45, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_not_proven_to_be_an_old_good_one_of_the_installation_stays()
    {
        var to = _folder.At("to");
        var old = await WriteAsync(to, 1, hours: -1);
        var older = await WriteAsync(to, 1, hours: -2);
        string[] staying =
        [
            await WriteAsync(to, 9, installation: "0b"), await WriteAsync(to, 8, purpose: BackupPurpose.BeforeUpgrade),
            await WriteAsync(to, 7, purpose: BackupPurpose.BeforeRestore), await WriteAsync(to, 1),
        ];
        _folder.Write("to/mathesar-tables-20260101T000000Z.tar", "cut");
        _folder.Write("to/theirs.tar", "theirs");
        _folder.Write("to/notes.txt", "theirs");
        File.CreateSymbolicLink(_folder.At("to/link.tar"), older);
        var made = await WriteAsync(to, 0);

        var (removed, findings) = await CleanAsync(to, made, new BackupRetention(2, 0, 0));
        Assert.Equal([older, old], removed);
        Assert.Equal("mathesar-tables-20260101T000000Z.tar", Path.GetFileName(Assert.Single(findings).File));
        string[] left = [made, .. staying, .. new[] { "mathesar-tables-20260101T000000Z.tar", "theirs.tar", "notes.txt", "link.tar" }
            .Select(name => _folder.At($"to/{name}"))];
        Assert.Equal(left.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(to).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_goes_for_the_sake_of_one_that_is_broken()
    {
        var to = _folder.At("to");
        var (first, second, broken) = (await WriteAsync(to, 1, hours: -2), await WriteAsync(to, 1, hours: -1), await WriteAsync(to, 1));
        // It opens, and only reading it tells.
        var bytes = await File.ReadAllBytesAsync(broken, TestContext.Current.CancellationToken);
        bytes[Encoding.Latin1.GetString(bytes).IndexOf("part.gz\0", StringComparison.Ordinal) + 512 + 20] ^= 0x41;
        await File.WriteAllBytesAsync(broken, bytes, TestContext.Current.CancellationToken);
        Assert.Null(Assert.Single(new BackupFolder(to).List(), b => b.Path == broken).Problem);
        var made = await WriteAsync(to, 0);

        var (removed, findings) = await CleanAsync(to, made, new BackupRetention(2, 0, 0));
        Assert.Equal([first], removed);
        Assert.Equal((BackupFinding.Stays, broken), findings.Select(static f => (f.Kind, f.File!)).Single());
        Assert.All(new[] { second, broken, made }, static path => Assert.True(File.Exists(path)));
        // With nothing kept by any number, the newest one still is.
        Assert.Equal([second], (await CleanAsync(to, made, new BackupRetention(0, 0, 0))).Removed);
        Assert.True(File.Exists(made));
    }

    [Fact]
    public async Task One_that_is_killed_at_any_step_removed_only_what_would_go_anyway()
    {
        var steps = new List<DiskStep>();
        await FilledAsync("count", steps.Add);
        Assert.Equal(3, steps.Count(static s => s.Kind is StepKind.Delete));
        for (var killed = 0; killed < steps.Count; killed++)
        {
            var (folder, left) = ($"kill-{killed}", killed);
            await Assert.ThrowsAsync<OperationCanceledException>(() => FilledAsync(folder, _ =>
            {
                if (left-- <= 0)
                {
                    throw new OperationCanceledException();
                }
            }));
            var (backups, _) = await KeptBackups.ListAsync(_folder.At(folder), TestContext.Current.CancellationToken);
            Assert.All(backups, static b => Assert.Null(b.Problem));
            Assert.Equal(5 - Math.Min(killed, 3), backups.Length);
            Assert.Equal([0, 1], backups.Take(2).Select(static b => (s_now - b.Manifest!.Time).Days));
        }
    }

    private async Task FilledAsync(string name, Action<DiskStep> announce)
    {
        var to = _folder.At(name);
        for (var day = 4; day > 0; day--)
        {
            await WriteAsync(to, day);
        }

        await CleanAsync(to, await WriteAsync(to, 0), new BackupRetention(2, 0, 0), announce);
    }

    private static async Task<(IEnumerable<string> Removed, IEnumerable<Findings.Finding> Findings)> CleanAsync(
        string folder, string made, BackupRetention retention, Action<DiskStep>? announce = null)
    {
        var manifest = new BackupFolder(folder).List().Single(b => b.Path == made).Manifest!;
        var (removed, findings) = await new BackupCleaning(new BackupFolder(folder, announce), "0a", retention, Narrator.For(null, static _ => { }))
            .RunAsync(manifest, TestContext.Current.CancellationToken);
        return (removed, findings);
    }

    private static async Task<string> WriteAsync(
        string to, int days, int hours = 0, string installation = "0a", BackupPurpose purpose = BackupPurpose.Asked)
    {
        var folder = new BackupFolder(to);
        var writer = new BackupWriter(folder, installation, Narrator.For(null, static _ => { }));
        writer.Begin();
        await writer.AddAsync(new BackupPart(PartKind.File, "part.gz", 0, "", 0), "a", "some text that repeats repeats repeats"u8.ToArray());
        var manifest = SampleManifest.Of(writer.Parts) with
        {
            Id = $"{days}.{hours}.{installation}",
            Purpose = purpose,
            Installation = installation,
            Time = s_now.AddDays(-days).AddHours(hours),
        };
        var staged = await writer.JoinAsync(manifest, TestContext.Current.CancellationToken);
        var published = folder.Disk.Full(folder.Publish(staged, manifest));
        folder.Sweep(installation);
        return published;
    }
}
