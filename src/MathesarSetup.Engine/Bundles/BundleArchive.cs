using System.Collections.Immutable;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Bundles;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Bundles;

/// <summary>A bundle every byte of which was read, and is as it was written.</summary>
internal sealed class BundleArchive
{
    /// <summary>The last entry: the hashes of all others, as <c>sha256sum --check</c> reads them.</summary>
    public const string Sums = "SHA256SUMS";

    private const int LargestManifest = 1024 * 1024;

    private readonly ImmutableDictionary<string, long> _places;

    private BundleArchive(string path, BundleManifest manifest, ImmutableDictionary<string, long> places) =>
        (Path, Manifest, _places) = (path, manifest, places);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    public BundleManifest Manifest { get; }

    /// <summary>Reads one to its end, or says why it cannot be used.</summary>
    public static async Task<(BundleArchive? Archive, Finding? Problem)> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(path) || LibC.IsSpecial(path))
            {
                return (null, BundleFinding.NoBundle.Say($"There is no file {path}.") with { File = path });
            }

            await using var file = File.OpenRead(path);
            return await ReadAsync(path, file, cancellation);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or NotSupportedException or FormatException
            or ArgumentException)
        {
            return (null, BundleFinding.NoBundle.At() with { File = path });
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (null, BundleFinding.Unreadable.Say($"The bundle cannot be read: {FileWords.Why(problem)}.") with { File = path });
        }
    }

    /// <summary>The lines of the last entry.</summary>
    public static byte[] SumsOf(ReadOnlySpan<byte> manifest, IEnumerable<BundlePart> parts) => Encoding.UTF8.GetBytes(string.Concat(
        parts.Select(static p => $"{p.Sha256}  {p.Path}\n").Prepend($"{Disk.Hash(manifest)}  {BundleManifest.FileName}\n")));

    public Stream Open(BundlePart part) => new ArchivePiece(File.OpenRead(Path), _places[part.Path], part.Size);

    public static Finding Damaged(string path, string why) =>
        BundleFinding.Damaged.Say($"The bundle is not as it was written: {why}. Nothing of it was loaded. Copy it once more.") with { File = path };

    private static async Task<(BundleArchive? Archive, Finding? Problem)> ReadAsync(string path, FileStream file, CancellationToken cancellation)
    {
        await using var tar = new TarReader(file, leaveOpen: true);
        if (await tar.GetNextEntryAsync(cancellationToken: cancellation) is not { DataStream: { } data, Length: <= LargestManifest } first
            || first.Name != BundleManifest.FileName)
        {
            return (null, BundleFinding.NoBundle.At() with { File = path });
        }

        var content = new byte[first.Length];
        await data.ReadExactlyAsync(content, cancellation);
        var (manifest, problem) = BundleJson.Read(content, path);
        if (manifest is null)
        {
            return (null, problem);
        }

        // Behind a beginning that can be read, what cannot be read is damage.
        try
        {
            var (places, why) = await PlacesAsync(tar, manifest, SumsOf(content, manifest.Parts), cancellation);
            file.Position = 0;
            why ??= TarHeaders.AreWhole(file) ? null : "what stands between its parts was changed, or it was cut off";
            return why is null ? (new BundleArchive(System.IO.Path.GetFullPath(path), manifest, places), null) : (null, Damaged(path, why));
        }
        catch (Exception wrong) when (wrong is InvalidDataException or EndOfStreamException or NotSupportedException or FormatException
            or ArgumentException)
        {
            return (null, Damaged(path, "it was cut off, or what stands between its parts was changed"));
        }
    }

    // In their order: nothing is skipped, so nothing foreign stands between.
    private static async Task<(ImmutableDictionary<string, long> Places, string? Why)> PlacesAsync(
        TarReader tar, BundleManifest manifest, byte[] sums, CancellationToken cancellation)
    {
        var places = ImmutableDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        BundlePart[] wanted = [.. manifest.Parts, new BundlePart(Sums, sums.Length, Disk.Hash(sums))];
        foreach (var part in wanted)
        {
            if (await tar.GetNextEntryAsync(cancellationToken: cancellation) is not { } entry)
            {
                return (places.ToImmutable(), $"{part.Path} is missing, so it was cut off");
            }

            if (entry.Name != part.Path || entry.Length != part.Size || entry.EntryType is not TarEntryType.RegularFile
                || !places.TryAdd(part.Path, entry.DataOffset))
            {
                return (places.ToImmutable(), $"{part.Path} is not what stands at its place");
            }

            var hash = entry.DataStream is { } data ? await SHA256.HashDataAsync(data, cancellation) : SHA256.HashData([]);
            if (Convert.ToHexStringLower(hash) != part.Sha256)
            {
                return (places.ToImmutable(), $"{part.Path} holds other bytes");
            }
        }

        return (places.ToImmutable(), await tar.GetNextEntryAsync(cancellationToken: cancellation) is { } more
            ? $"{more.Name} does not belong to it" : null);
    }
}
