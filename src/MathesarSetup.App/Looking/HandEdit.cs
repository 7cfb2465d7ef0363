using System.Collections.Immutable;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Looking;

/// <summary>A place in a file of the installation that was changed since it was written.</summary>
/// <param name="FileName">Relative to the install directory.</param>
/// <param name="Line">The first line of it in the file as it is now, from 1.</param>
/// <param name="Lines">What changed, old lines and new ones; values that may be secret are dots.</param>
public sealed record HandEdit(string FileName, int Line, ImmutableArray<DiffLine> Lines)
{
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Every place, in the order of files and lines.</summary>
    /// <param name="isInPlace">Whether the files are somebody's own, of which no line was generated.</param>
    public static ImmutableArray<HandEdit> In(string directory, ImmutableArray<WatchedFile> files, bool isInPlace) =>
        [.. files.SelectMany(file => Of(file, Masks(Path.Join(directory, file.Path), file, isInPlace)))];

    private static Masking Masks(string full, WatchedFile file, bool isInPlace)
    {
        var isPrivate = !File.Exists(full) || (File.GetUnixFileMode(full) & ForOthers) == 0;
        return isInPlace && file.Path is not (AnswersFile.Name or AnswersFile.SecretsName)
            ? new Masking(file.Path, isPrivate) : new Masking(file.Path, isPrivate, file.Former);
    }

    private static IEnumerable<HandEdit> Of(WatchedFile file, Masking masking)
    {
        if (file.Former == file.Present)
        {
            yield break;
        }

        var lines = LineDiff.Between(file.Former, file.Present);
        var shown = masking.Hide(lines, file.Former, file.Present);
        var (changed, at, next) = (ImmutableArray.CreateBuilder<DiffLine>(), 0, 1);
        foreach (var line in shown)
        {
            if (line is { OldNumber: not null, NewNumber: not null })
            {
                if (changed.Count > 0)
                {
                    yield return new HandEdit(file.Path, at, changed.ToImmutable());
                    changed.Clear();
                }
            }
            else
            {
                at = changed.Count == 0 ? line.NewNumber ?? next : at;
                changed.Add(line);
            }

            next = (line.NewNumber ?? next - 1) + 1;
        }

        if (changed.Count > 0)
        {
            yield return new HandEdit(file.Path, at, changed.ToImmutable());
        }
    }
}
