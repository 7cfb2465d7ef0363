using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Opening;

/// <summary>
/// The install directories that this user worked in last: paths and nothing else, beside the drafts, in a file that this user alone may read.
/// </summary>
public sealed class KnownDirectories
{
    /// <summary>The file's name.</summary>
    public const string Name = "directories.json";

    private const int Most = 20;

    private static readonly Lock s_oneAtATime = new();

    private readonly Disk _disk;

    /// <summary>In <paramref name="folder"/>; by default <c>$XDG_STATE_HOME/mathesar-setup</c>.</summary>
    public KnownDirectories(string? folder = null) => _disk = new Disk(Path.GetFullPath(folder ?? DraftStore.DefaultFolder()));

    /// <summary>Those that still hold an installation, the last one first. Others are forgotten.</summary>
    public ImmutableArray<string> List()
    {
        var all = Read();
        var there = all.Where(InstallPlace.HoldsInstallation).ToImmutableArray();
        if (there.Length < all.Length)
        {
            Save(there);
        }

        return there;
    }

    /// <summary>Puts a directory first. Null when all went well.</summary>
    public Finding? Remember(string directory)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var all = Read();
        return all is [var first, ..] && first == full ? null : Save([full, .. all.Where(d => d != full).Take(Most - 1)]);
    }

    private ImmutableArray<string> Read()
    {
        try
        {
            return _disk.Read(Name) is { } file && JsonSerializer.Deserialize(file.Content, KnownJson.Default.KnownFile) is { Directories: { } known }
                ? [.. known.Where(static d => Path.IsPathRooted(d)).Distinct(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception problem) when (problem is JsonException || FileFindings.IsFileProblem(problem))
        {
            // What cannot be read is only a convenience, and the next directory begins it anew.
            return [];
        }
    }

    private Finding? Save(ImmutableArray<string> directories)
    {
        try
        {
            lock (s_oneAtATime)
            {
                _disk.MakeRoot();
                _disk.Replace(Name, JsonSerializer.SerializeToUtf8Bytes(new KnownFile(1, [.. directories]), KnownJson.Default.KnownFile));
            }

            return null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return FileFindings.From(problem, _disk.Full(Name));
        }
    }
}

/// <summary>The directories as they lie on the disk.</summary>
public sealed record KnownFile(int Schema, string[]? Directories);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KnownFile))]
internal sealed partial class KnownJson : JsonSerializerContext;
