using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MathesarSetup.Engine.Backups;

/// <summary>The files in a base backup, held against the manifest that PostgreSQL wrote of them.</summary>
internal static class BaseFiles
{
    private const string Manifest = "backup_manifest";

    // The log is no part of the manifest: it says which stretch of it has to be there.
    private const string Log = "pg_wal/";

    /// <summary>What is wrong; null when every file that PostgreSQL names is there with the bytes that it wrote.</summary>
    /// <param name="tar">The archive that pg_basebackup made.</param>
    public static async Task<string?> CheckAsync(Stream tar, CancellationToken cancellation)
    {
        var found = new Dictionary<string, (long Size, string Hash)>(StringComparer.Ordinal);
        byte[]? manifest = null;
        await using var reader = new TarReader(tar);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                continue;
            }

            if (entry.Name == Manifest)
            {
                using var content = new MemoryStream();
                await (entry.DataStream ?? Stream.Null).CopyToAsync(content, cancellation);
                manifest = content.ToArray();
            }
            else
            {
                var hash = await SHA256.HashDataAsync(entry.DataStream ?? Stream.Null, cancellation);
                found[entry.Name] = (entry.Length, Convert.ToHexStringLower(hash));
            }
        }

        return manifest is null ? "the base has no manifest of PostgreSQL's, so it was cut off" : Against(manifest, found);
    }

    private static string? Against(byte[] manifest, Dictionary<string, (long Size, string Hash)> found)
    {
        try
        {
            using var document = JsonDocument.Parse(manifest);
            var json = document.RootElement;
            if (!Fits(manifest, json.GetProperty("Manifest-Checksum").GetString()))
            {
                return "PostgreSQL's manifest of the base is another one than it wrote";
            }

            var named = json.GetProperty("Files").EnumerateArray().Select(File).ToDictionary(static f => f.Path, StringComparer.Ordinal);
            return named.Values.FirstOrDefault(f => found.GetValueOrDefault(f.Path) != (f.Size, f.Hash)) is { } other
                ? $"the base's file {other.Path} is missing or holds other bytes"
                : found.Keys.FirstOrDefault(n => !named.ContainsKey(n) && !n.StartsWith(Log, StringComparison.Ordinal)) is { } more
                    ? $"the base's file {more} is not one of PostgreSQL's"
                : !found.Keys.Any(static n => n.StartsWith(Log, StringComparison.Ordinal)) ? "the base has none of PostgreSQL's log" : null;
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or ArgumentException)
        {
            return "PostgreSQL's manifest of the base cannot be read";
        }
    }

    // Over all that stands before its own line.
    private static bool Fits(byte[] manifest, string? checksum)
    {
        var line = manifest.AsSpan().LastIndexOf("\"Manifest-Checksum\""u8);
        return line > 0 && Convert.ToHexStringLower(SHA256.HashData(manifest.AsSpan(0, line))) == checksum;
    }

    private static NamedFile File(JsonElement json)
    {
        // A name that is no UTF-8 is spelled in hexadecimal digits.
        var path = json.TryGetProperty("Path", out var plain) ? plain.GetString()!
            : Encoding.UTF8.GetString(Convert.FromHexString(json.GetProperty("Encoded-Path").GetString()!));
        return json.GetProperty("Checksum-Algorithm").GetString() == "SHA256"
            ? new NamedFile(path, json.GetProperty("Size").GetInt64(), json.GetProperty("Checksum").GetString()!)
            : throw new FormatException("Another algorithm.");
    }

    private sealed record NamedFile(string Path, long Size, string Hash);
}
