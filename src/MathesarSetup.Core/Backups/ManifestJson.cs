using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;

namespace MathesarSetup.Backups;

/// <summary>A manifest as it stands in an archive.</summary>
public static class ManifestJson
{
    public static byte[] Write(BackupManifest manifest) =>
        ArchiveJson.Write(BackupManifest.Format, json => WriteFacts(json, manifest), manifest.Parts, Write, manifest.LeftOut);

    /// <summary>Reads one, or says why it cannot be read.</summary>
    /// <param name="archive">The name of the archive, for the finding.</param>
    public static (BackupManifest? Manifest, Finding? Problem) Read(ReadOnlyMemory<byte> content, string archive) =>
        ArchiveJson.Read(content, BackupManifest.Format, Manifest, format => Newer(format) with { File = archive }, NoBackup(archive));

    public static Finding NoBackup(string archive) => BackupFinding.NoBackup.At() with { File = archive };

    private static Finding Newer(int format) => BackupFinding.Newer.Say(string.Create(CultureInfo.InvariantCulture,
        $"This is a backup in form {format}, and this program reads form {BackupManifest.Format}. ")
            + "A newer release of this program wrote it: use that one.");

    private static void WriteFacts(Utf8JsonWriter json, BackupManifest manifest)
    {
        json.WriteString("id", manifest.Id);
        json.WriteString("purpose", Word(manifest.Purpose));
        json.WriteString("name", manifest.Name);
        json.WriteString("installation", manifest.Installation);
        json.WriteString("time", manifest.Time.UtcDateTime);
        json.WriteString("tool", manifest.Tool);
        json.WriteString("release", manifest.Release);
        json.WriteNumber("serverVersion", manifest.ServerVersion);
        json.WriteString("target", manifest.Target);
        json.WriteString("architecture", manifest.Architecture);
        json.WriteString("databaseMode", DatabaseSettings.Mode.Codec.Format(manifest.DatabaseMode));
        json.WriteString("internalDatabase", manifest.InternalDatabase);
        json.WriteString("role", manifest.Role);
        json.WriteBoolean("holdsSecrets", manifest.HoldsSecrets);
    }

    private static void Write(Utf8JsonWriter json, BackupPart part)
    {
        json.WriteString("kind", Word(part.Kind));
        json.WriteString("path", part.Path);
        json.WriteNumber("size", part.Size);
        json.WriteString("sha256", part.Sha256);
        json.WriteNumber("plainSize", part.PlainSize);
        WriteSome(json, "database", part.Database);
        WriteSome(json, "databaseOid", part.DatabaseOid);
        WriteSome(json, "file", part.File);
        WriteSome(json, "mode", part.Mode);
        if (part.IsGeneratedCopy)
        {
            json.WriteBoolean("isGeneratedCopy", true);
        }

        WriteSome(json, "folder", part.Folder);
    }

    private static void WriteSome(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteSome(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static BackupManifest Manifest(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        Purpose = Named<BackupPurpose>(Text(json, "purpose")),
        Name = Text(json, "name"),
        Installation = Text(json, "installation"),
        Time = json.GetProperty("time").GetDateTimeOffset(),
        Tool = Text(json, "tool"),
        Release = Text(json, "release"),
        ServerVersion = json.GetProperty("serverVersion").GetInt32(),
        Target = Text(json, "target"),
        Architecture = Text(json, "architecture"),
        DatabaseMode = DatabaseSettings.Mode.Codec.TryParse(Text(json, "databaseMode"), out var mode, out _) ? mode
            : throw new FormatException("The mode of the database is not known."),
        InternalDatabase = Text(json, "internalDatabase"),
        Role = Text(json, "role"),
        HoldsSecrets = json.GetProperty("holdsSecrets").GetBoolean(),
        Parts = ArchiveJson.Parts(json, Part),
        LeftOut = ArchiveJson.LeftOut(json),
    };

    private static BackupPart Part(JsonElement json) => new(Named<PartKind>(Text(json, "kind")), Text(json, "path"),
        json.GetProperty("size").GetInt64(), Text(json, "sha256"), json.GetProperty("plainSize").GetInt64())
    {
        Database = Some(json, "database"),
        DatabaseOid = json.TryGetProperty("databaseOid", out var oid) ? oid.GetInt64() : null,
        File = Some(json, "file"),
        Mode = json.TryGetProperty("mode", out var mode) ? mode.GetInt32() : null,
        IsGeneratedCopy = json.TryGetProperty("isGeneratedCopy", out var copy) && copy.GetBoolean(),
        Folder = Some(json, "folder"),
    };

    private static string Text(JsonElement json, string name) => ArchiveJson.Text(json, name);

    private static string? Some(JsonElement json, string name) => json.TryGetProperty(name, out var found) ? found.GetString() : null;

    // Such as before-upgrade.
    private static string Word<T>(T value) where T : struct, Enum
    {
        var word = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            word.Append(char.IsUpper(letter) && word.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    private static T Named<T>(string word) where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => Word(v!.Value) == word)
        ?? throw new FormatException("A word of the manifest is not known.");
}
