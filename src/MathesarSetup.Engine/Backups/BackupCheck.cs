using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Backups;

/// <summary>Reads an archive to its end: whether it is as it was written, by the hash of every part and of the manifest itself.</summary>
internal static class BackupCheck
{
    private const int Piece = 1024 * 1024;

    /// <summary>What is wrong with it; null when every byte is as it was written.</summary>
    /// <param name="deep">Whether each part is unpacked too, and the files of a base held against PostgreSQL's own manifest of them.</param>
    /// <param name="tell">Told before each part how much of all was read, from 0 to 1.</param>
    public static async Task<Finding?> ReadAsync(BackupArchive archive, bool deep, Action<BackupPart, double>? tell, CancellationToken cancellation)
    {
        try
        {
            if (!HasWholeHeaders(archive))
            {
                return BackupArchive.Damaged(archive.Path, "what stands between its parts or behind them was changed, or it was cut off");
            }

            if (await SumsAsync(archive, cancellation) is { } wrong)
            {
                return BackupArchive.Damaged(archive.Path, wrong);
            }

            var (all, read) = (Math.Max(1, archive.Manifest.Parts.Sum(static p => p.Size)), 0L);
            foreach (var part in archive.Manifest.Parts)
            {
                tell?.Invoke(part, (double)read / all);
                if (await PartAsync(archive, part, deep, cancellation) is { } why)
                {
                    return BackupArchive.Damaged(archive.Path, why);
                }

                read += part.Size;
            }

            return null;
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or FormatException)
        {
            return BackupArchive.Damaged(archive.Path, "a part of it cannot be unpacked");
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return BackupFinding.Unreadable.Say($"The backup cannot be read to its end: {FileWords.Why(problem)}.") with { File = archive.Path };
        }
    }

    /// <summary>The lines of the last entry.</summary>
    public static byte[] SumsOf(ReadOnlySpan<byte> manifest, IEnumerable<BackupPart> parts) => Encoding.UTF8.GetBytes(string.Concat(
        parts.Select(static p => $"{p.Sha256}  {p.Path}\n").Prepend($"{Disk.Hash(manifest)}  {BackupManifest.FileName}\n")));

    private static bool HasWholeHeaders(BackupArchive archive)
    {
        using var file = File.OpenRead(archive.Path);
        return TarHeaders.AreWhole(file);
    }

    private static async Task<string?> SumsAsync(BackupArchive archive, CancellationToken cancellation)
    {
        var manifest = await BytesAsync(archive.OpenEntry(BackupManifest.FileName), cancellation);
        var sums = await BytesAsync(archive.OpenEntry(BackupArchive.Sums), cancellation);
        return sums.AsSpan().SequenceEqual(SumsOf(manifest, archive.Manifest.Parts)) ? null : "its manifest is another one than was written";
    }

    private static async Task<byte[]> BytesAsync(Stream stream, CancellationToken cancellation)
    {
        await using var source = stream;
        using var bytes = new MemoryStream();
        await source.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private static async Task<string?> PartAsync(BackupArchive archive, BackupPart part, bool deep, CancellationToken cancellation)
    {
        await using (var stored = archive.OpenStored(part))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            if (await CountAsync(stored, hash, cancellation) != part.Size || Convert.ToHexStringLower(hash.GetHashAndReset()) != part.Sha256)
            {
                return $"{part.Path} holds other bytes";
            }
        }

        if (!deep)
        {
            return null;
        }

        await using var plain = archive.OpenPlain(part);
        if (part.Kind is PartKind.Base)
        {
            return await BaseFiles.CheckAsync(plain, cancellation);
        }

        return await CountAsync(plain, null, cancellation) != part.PlainSize ? $"{part.Path} unpacks to another size" : null;
    }

    private static async Task<long> CountAsync(Stream stream, IncrementalHash? hash, CancellationToken cancellation)
    {
        var (buffer, count) = (ArrayPool<byte>.Shared.Rent(Piece), 0L);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0; count += read)
            {
                hash?.AppendData(buffer, 0, read);
            }

            return count;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
