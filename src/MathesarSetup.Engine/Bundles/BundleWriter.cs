using System.Formats.Tar;
using System.Security.Cryptography;
using MathesarSetup.Bundles;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Bundles;

/// <summary>Writes a bundle beside its place, reads it back to its end, and only then gives it its name.</summary>
internal sealed class BundleWriter
{
    private const string Whole = "bundle.part";

    private readonly Disk _disk;
    private readonly string _staging;
    private readonly List<(BundlePart Part, string Staged)> _parts = [];

    private readonly string _name;

    /// <param name="folder">Where the bundle is to lie.</param>
    /// <param name="name">Its name there. What a run that was cut off left for that name is taken away.</param>
    public BundleWriter(string folder, string name)
    {
        (_disk, _name, _staging) = (new Disk(folder), name, $".{name}.unfinished");
        _disk.MakeRoot();
        Sweep();
        _disk.MakeDirectory(_staging, Disk.PrivateDirectory);
    }

    /// <summary>Adds a file.</summary>
    /// <param name="about">What it is; size and hash are found out.</param>
    public async Task AddAsync(BundlePart about, Stream content, CancellationToken cancellation)
    {
        var name = $"{_staging}/{_parts.Count}.part";
        await using var file = _disk.Begin(name);
        await content.CopyToAsync(file, cancellation);
        await file.FlushAsync(cancellation);
        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        _parts.Add((about with { Size = file.Length, Sha256 = hash }, name));
    }

    /// <summary>Puts the parts together, reads all of it back and names it.</summary>
    /// <exception cref="StepFailure">What was read back is not what was written.</exception>
    public async Task<BundleManifest> EndAsync(BundleManifest about, CancellationToken cancellation)
    {
        var manifest = about with { Parts = [.. _parts.Select(static p => p.Part)] };
        var path = $"{_staging}/{Whole}";
        await using (var file = _disk.Begin(path))
        {
            await JoinAsync(file, manifest, cancellation);
            _disk.Finish(file, path);
        }

        var (_, problem) = await BundleArchive.ReadAsync(_disk.Full(path), cancellation);
        if (problem is not null)
        {
            throw new StepFailure(problem);
        }

        _disk.RenameToNew(path, _name);
        _disk.Sync("");
        return manifest;
    }

    /// <summary>Takes away what is not finished.</summary>
    public void Sweep()
    {
        if (_disk.Exists(_staging))
        {
            _disk.DeleteTree(_staging);
        }
    }

    // Each part is taken away when it is in the archive: so only the largest one needs room twice.
    private async Task JoinAsync(FileStream file, BundleManifest manifest, CancellationToken cancellation)
    {
        await using var tar = new TarWriter(file, TarEntryFormat.Gnu, leaveOpen: true);
        var content = BundleJson.Write(manifest);
        await WriteAsync(tar, BundleManifest.FileName, new MemoryStream(content), manifest, cancellation);
        foreach (var (part, staged) in _parts)
        {
            await using (var stream = File.OpenRead(_disk.Full(staged)))
            {
                await WriteAsync(tar, part.Path, stream, manifest, cancellation);
            }

            _disk.Delete(staged);
        }

        await WriteAsync(tar, BundleArchive.Sums, new MemoryStream(BundleArchive.SumsOf(content, manifest.Parts)), manifest, cancellation);
    }

    private static Task WriteAsync(TarWriter tar, string name, Stream content, BundleManifest manifest, CancellationToken cancellation) =>
        tar.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = name == BundleParts.Program ? Disk.PrivateDirectory : GeneratedFile.Private,
            ModificationTime = manifest.Time,
        }, cancellation);
}

/// <summary>Names in a bundle.</summary>
internal static class BundleParts
{
    /// <summary>This program.</summary>
    public const string Program = "mathesar-setup";

    public static string Image(int number) => $"images/{number}.tar";
}
