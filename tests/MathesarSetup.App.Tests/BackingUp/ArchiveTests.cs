using System.Formats.Tar;
using System.Text;
using MathesarSetup.App.BackingUp;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.BackingUp;

/// <summary>Archives that were cut off, changed, renamed or made by somebody else, and backups that were killed.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_archive_that_was_cut_off_anywhere_is_no_good()
    {
        var path = await WriteAsync();
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        Assert.Null((await VerifyAsync(whole)).Problem);
        // Of the two empty blocks in which a tar ends, one is enough.
        for (var length = 0; length < whole.Length - 512; length += 509)
        {
            Assert.NotNull((await VerifyAsync(whole[..length])).Problem);
        }
    }

    [Fact]
    public async Task A_byte_that_flipped_is_found_wherever_it_matters()
    {
        var path = await WriteAsync();
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 0x41;
            // What tar fills up its blocks with is all that may be otherwise.
            Assert.True((await VerifyAsync(flipped)).Problem is not null || whole[at] == 0, $"byte {at}");
        }
    }

    [Fact]
    public async Task What_stands_behind_the_end_and_what_is_called_so_and_no_archive_are_no_good()
    {
        var whole = await File.ReadAllBytesAsync(await WriteAsync(), TestContext.Current.CancellationToken);
        foreach (var more in (byte[][])[[1], [0], new byte[512], [.. new byte[511], 1], [.. "PK"u8]])
        {
            Assert.Equal("backup.damaged", (await VerifyAsync([.. whole, .. more])).Problem?.Code);
        }

        Directory.GetFiles(_folder.At("to")).ToList().ForEach(File.Delete);
        await File.WriteAllBytesAsync(_folder.At("to/mathesar-a.tar"), [], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.At("to/mathesar-b.tar"), [(byte)(whole[0] ^ 1), .. whole[1..]], TestContext.Current.CancellationToken);
        var (backups, _) = await KeptBackups.ListAsync(_folder.At("to"), TestContext.Current.CancellationToken);
        Assert.Equal(["mathesar-a.tar", "mathesar-b.tar"], backups.Select(static b => Path.GetFileName(b.Path)));
        Assert.All(backups, static b => Assert.NotNull(b.Problem));
    }

    [Fact]
    public async Task A_renamed_backup_is_good_and_the_archive_of_somebody_else_is_not_listed()
    {
        var path = await WriteAsync();
        File.Move(path, _folder.At("to/any name.tar"));
        await File.WriteAllBytesAsync(_folder.At("to/theirs.tar"), Tar(("readme", "x")), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder.At("to/mathesar-x.tar"), Tar(("readme", "x")), TestContext.Current.CancellationToken);
        var (backups, findings) = await KeptBackups.ListAsync(_folder.At("to"), TestContext.Current.CancellationToken);
        Assert.Empty(findings);
        Assert.Equal([("any name.tar", null), ("mathesar-x.tar", "backup.no-backup")],
            backups.Select(static b => (Path.GetFileName(b.Path), b.Problem?.Code)));
        Assert.Empty((await KeptBackups.ListAsync(_folder.At("missing"), TestContext.Current.CancellationToken)).Backups);
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("more")]
    [InlineData("part.gz")]
    public async Task An_entry_that_does_not_belong_to_an_archive_is_refused(string name)
    {
        var path = await WriteAsync();
        var entries = new List<(string, string)>();
        using (var tar = new TarReader(File.OpenRead(path)))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                entries.Add((entry.Name, Encoding.Latin1.GetString(Bytes(entry))));
            }
        }

        Assert.Null((await VerifyAsync(Tar([.. entries]))).Problem);
        Assert.Equal("backup.damaged", (await VerifyAsync(Tar([.. entries, (name, "x")]))).Problem!.Code);
    }

    [Fact]
    public async Task A_backup_that_is_killed_at_any_step_is_not_listed_and_the_next_one_is_whole()
    {
        var steps = new List<DiskStep>();
        await WriteAsync("count", steps.Add);
        Assert.Contains(steps, static s => s.Kind is StepKind.Rename);
        for (var killed = 0; killed < steps.Count; killed++)
        {
            var (folder, left) = ($"kill-{killed}", killed);
            await Assert.ThrowsAsync<OperationCanceledException>(() => WriteAsync(folder, _ =>
            {
                if (left-- <= 0)
                {
                    throw new OperationCanceledException();
                }
            }));
            var (backups, _) = await KeptBackups.ListAsync(_folder.At(folder), TestContext.Current.CancellationToken);
            Assert.All(backups, static b => Assert.Null(b.Problem));
            Assert.Equal(killed > steps.FindIndex(static s => s.Kind is StepKind.Rename) ? 1 : 0, backups.Length);
            if (backups is [])
            {
                await WriteAsync(folder);
                Assert.Single(Directory.GetFileSystemEntries(_folder.At(folder)));
            }
        }
    }

    private static byte[] Bytes(TarEntry entry)
    {
        using var bytes = new MemoryStream();
        entry.DataStream?.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Tar(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.Latin1.GetBytes(content)) });
            }
        }

        return bytes.ToArray();
    }

    private async Task<FoundBackup> VerifyAsync(byte[] content)
    {
        var path = _folder.At("tried.tar");
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        return await KeptBackups.VerifyAsync(path, TestContext.Current.CancellationToken);
    }

    // All that a run does to the disk, without a server.
    private async Task<string> WriteAsync(string name = "to", Action<DiskStep>? announce = null)
    {
        var folder = new BackupFolder(_folder.At(name), announce);
        var writer = new BackupWriter(folder, "0a", Narrator.For(null, static _ => { }));
        writer.Begin();
        await writer.AddAsync(new BackupPart(PartKind.File, "part.gz", 0, "", 0), "a", "some text that repeats repeats repeats"u8.ToArray());
        await writer.AddAsync(new BackupPart(PartKind.File, "files/other.gz", 0, "", 0), "b", new byte[3000]);
        var manifest = SampleManifest.Of(writer.Parts);
        var staged = await writer.JoinAsync(manifest, TestContext.Current.CancellationToken);
        var published = folder.Disk.Full(folder.Publish(staged, manifest));
        folder.Sweep("0a");
        return published;
    }
}
