using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Import;
using MathesarSetup.Merging;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>Holds what is wanted against what lies on the disk and what was generated last.</summary>
internal sealed class Comparer(Disk disk, IReadOnlyDictionary<string, Settlement> settled)
{
    private readonly ImmutableArray<FileChange>.Builder _changes = ImmutableArray.CreateBuilder<FileChange>();
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public static Comparison Compare(Disk disk, FileSet wanted, IReadOnlyDictionary<string, Settlement>? settled = null)
    {
        var comparer = new Comparer(disk, settled ?? ImmutableDictionary<string, Settlement>.Empty);
        comparer.CheckNames(wanted);
        foreach (var file in wanted.Files)
        {
            comparer.Try(file.Path, () => comparer.Wanted(file));
        }

        var names = wanted.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        comparer.Try(StateFolder.Generated, () =>
        {
            foreach (var path in StateFolder.FormerlyGenerated(disk).Where(path => !names.Contains(path)))
            {
                comparer.Try(path, () => comparer.Former(path));
            }
        });
        return new Comparison(comparer._changes.ToImmutable(), comparer._findings.ToImmutable());
    }

    private void CheckNames(FileSet wanted)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var folders = wanted.Files.SelectMany(static file => RelativePath.Parents(file.Path)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in wanted.Files.Select(static file => file.Path))
        {
            if (!seen.Add(path) || folders.Contains(path) || StateFolder.Owns(path))
            {
                _findings.Add(FileFindings.BadPath(path));
            }
        }
    }

    private void Wanted(GeneratedFile file)
    {
        var change = Classify(file, disk.Read(file.Path));
        _changes.Add(change);
        if (change.Kind is ChangeKind.EditedByHand or ChangeKind.Foreign or ChangeKind.Merge && change.SettledText is null)
        {
            _findings.Add(FileFindings.About(change));
        }
    }

    private FileChange Classify(GeneratedFile file, DiskFile? present)
    {
        var same = new FileChange(file.Path, ChangeKind.Same, file, present);
        FileChange As(ChangeKind kind) => new(file.Path, kind, file, present);
        return present switch
        {
            null => As(ChangeKind.Create),
            _ when present.Holds(same.WantedBytes) => present.Mode == file.Mode ? same : As(ChangeKind.ModeOnly),
            _ when same.IsSource => Reworded(file, present) is { } text ? new(file.Path, ChangeKind.Merge, file, present) { SettledText = text } : As(ChangeKind.Change),
            _ when settled.TryGetValue(file.Path, out var decision) && decision.Present == same.PresentText => new(file.Path, ChangeKind.Merge, file, present) { SettledText = decision.Result },
            _ => disk.Read(StateFolder.CopyOf(file.Path)) switch
            {
                null => As(ChangeKind.Foreign),
                var copy when present.Holds(copy.Content) => As(ChangeKind.Change),
                var copy => Edited(file, present, Utf8Text.Of(present.Content), Utf8Text.Of(copy.Content)),
            },
        };
    }

    private FileChange Edited(GeneratedFile file, DiskFile present, string? mine, string? former)
    {
        var merge = mine is null || former is null ? null : FileMerge.Merge(file.Path, former, mine, file.Content, Variables());
        return new FileChange(file.Path, merge is { IsClean: true } ? ChangeKind.Merge : ChangeKind.EditedByHand, file, present) { Merge = merge };
    }

    // A file of answers, with the new answers in a person's own layout and among their comments; null where that would say anything else.
    private string? Reworded(GeneratedFile file, DiskFile present)
    {
        if (disk.Read(StateFolder.CopyOf(file.Path)) is not { } copy || Utf8Text.Of(copy.Content) is not { } former || Utf8Text.Of(present.Content) is not { } mine)
        {
            return null;
        }

        var text = FileMerge.Merge(file.Path, former, mine, file.Content).Text(Choice.New);
        return Says(text).SequenceEqual(Says(file.Content)) ? text : null;

        IEnumerable<KeyValuePair<string, string>> Says(string answers) => AnswersFile.Read(Encoding.UTF8.GetBytes(answers), file.Path, file.Path == AnswersFile.SecretsName).Draft.Texts;
    }

    private IReadOnlyDictionary<string, string> Variables() =>
        disk.Read(".env") is { } file && Utf8Text.Of(file.Content) is { } text ? FileMerge.Variables(text) : ImmutableDictionary<string, string>.Empty;

    private void Former(string path)
    {
        if (disk.Read(path) is not { } present || disk.Read(StateFolder.CopyOf(path)) is not { } copy)
        {
            return;
        }

        var kind = present.Holds(copy.Content) ? ChangeKind.Remove : ChangeKind.KeepEdited;
        _changes.Add(new FileChange(path, kind, null, present));
        if (kind == ChangeKind.KeepEdited)
        {
            _findings.Add(FileFindings.KeptEdited(path));
        }
    }

    private void Try(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            _findings.Add(FileFindings.FromReading(problem, path));
        }
    }
}
