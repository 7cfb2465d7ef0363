using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Opening;

/// <summary>Keeps one draft for each install directory in the user's state directory, readable by that user alone.</summary>
public sealed class DraftStore
{
    private readonly Lock _oneAtATime = new();
    private readonly Disk _disk;

    /// <summary>
    /// Drafts in <paramref name="folder"/>; by default <c>$XDG_STATE_HOME/mathesar-setup</c>, which is <c>~/.local/state/mathesar-setup</c>.
    /// </summary>
    public DraftStore(string? folder = null) => _disk = new Disk(Path.GetFullPath(folder ?? DefaultFolder()));

    /// <summary>The install directories that the same user worked in, kept beside.</summary>
    public KnownDirectories Directories => new(_disk.Root);

    /// <summary>Where the draft of an install directory lies.</summary>
    public string PathOf(string installDirectory) => _disk.Full(NameOf(installDirectory));

    /// <summary>Reads the draft; null when there is none. A damaged file is kept under another name, and a finding tells which.</summary>
    public (Draft? Draft, ImmutableArray<Finding> Findings) Load(string installDirectory)
    {
        var name = NameOf(installDirectory);
        try
        {
            if (_disk.Read(name) is not { } file)
            {
                return (null, []);
            }

            return Parse(file.Content) is { } draft ? (draft, []) : (null, [SetAside(name)]);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (null, [FileFindings.From(problem, PathOf(installDirectory))]);
        }
    }

    /// <summary>Saves the draft as a whole: after a crash the old one or the new one is there. Null when all went well.</summary>
    public Finding? Save(string installDirectory, Draft draft)
    {
        var name = NameOf(installDirectory);
        var saved = new SavedDraft(1, Path.GetFullPath(installDirectory), new SortedDictionary<string, string>(draft.Texts, StringComparer.Ordinal));
        return Do(name, () =>
        {
            _disk.MakeRoot();
            _disk.Replace(name, JsonSerializer.SerializeToUtf8Bytes(saved, DraftJson.Default.SavedDraft));
        });
    }

    /// <summary>Deletes the draft, once its answers stand in the install directory. Null when all went well.</summary>
    public Finding? Forget(string installDirectory)
    {
        var name = NameOf(installDirectory);
        return Do(name, () => _disk.Delete(name));
    }

    internal static string DefaultFolder() =>
        DefaultFolder(Environment.GetEnvironmentVariable("XDG_STATE_HOME"), HomeDirectory.Path);

    // The specification of XDG_STATE_HOME asks to ignore a relative path.
    internal static string DefaultFolder(string? stateHome, string home) =>
        Path.Join(Path.IsPathRooted(stateHome) ? stateHome : Path.Join(home, ".local", "state"), "mathesar-setup");

    private static string NameOf(string installDirectory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(installDirectory));
        return $"draft-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16]}.json";
    }

    private static Draft? Parse(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, DraftJson.Default.SavedDraft) is { Schema: 1, Answers: { } answers }
                && !answers.ContainsValue(null!)
                ? new Draft(answers.ToImmutableSortedDictionary(StringComparer.Ordinal))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Finding SetAside(string name)
    {
        var number = 1;
        while (_disk.Exists($"{name}.damaged-{number}"))
        {
            number++;
        }

        _disk.Rename(name, $"{name}.damaged-{number}");
        return OpeningFinding.DraftDamaged.Say(
            $"The saved draft could not be read, so a new one begins. The damaged file is kept as {_disk.Full($"{name}.damaged-{number}")}.");
    }

    private Finding? Do(string name, Action action)
    {
        try
        {
            lock (_oneAtATime)
            {
                action();
            }

            return null;
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return FileFindings.From(problem, _disk.Full(name));
        }
    }
}
