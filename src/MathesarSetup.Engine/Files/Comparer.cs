using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Merging;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Files;

/// <summary>Holds what is wanted against what lies on the disk and what was generated last.</summary>
internal sealed class Comparer(IPresentFiles disk, Decisions decisions)
{
    private readonly ImmutableArray<FileChange>.Builder _changes = ImmutableArray.CreateBuilder<FileChange>();
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public static Comparison Compare(IPresentFiles disk, FileSet wanted, Decisions? decisions = null)
    {
        var comparer = new Comparer(disk, decisions ?? Decisions.None);
        comparer.CheckNames(wanted);
        foreach (var file in wanted.Files)
        {
            comparer.Try(file.Path, () => comparer.Wanted(file));
        }

        var names = wanted.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        comparer.Try(StateFolder.Generated, () =>
        {
            foreach (var path in disk.FormerlyGenerated.Concat(comparer.Adopted).Distinct(StringComparer.Ordinal)
                .Where(path => !names.Contains(path)))
            {
                comparer.Try(path, () => comparer.Former(path));
            }
        });
        comparer.Beside();
        return new Comparison(comparer._changes.ToImmutable(), comparer._findings.ToImmutable());
    }

    // What a take-over writes beside the generated files is touched too, so it is told like them.
    private void Beside()
    {
        if (decisions.Added is { } added && _changes.All(c => c.Path != added.Path))
        {
            Try(added.Path, () =>
            {
                var present = disk.Read(added.Path);
                var file = new GeneratedFile(added.Path, added.Text, "Your own, which goes on beside the generated files.")
                {
                    Mode = present?.Mode ?? GeneratedFile.Private,
                    IsTheirs = true,
                    Mask = () => ShownLines.Of(added.Path, added.Text),
                };
                var kind = present is null ? ChangeKind.Create
                    : present.Holds(Encoding.UTF8.GetBytes(added.Text)) ? ChangeKind.Same
                    : ChangeKind.Change;
                _changes.Add(new FileChange(added.Path, kind, file, present)
                {
                    IsBeside = true,
                });
            });
        }
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
        if (change.NeedsForce || change is { Kind: ChangeKind.Merge, SettledText: null })
        {
            _findings.Add(FileFindings.About(change));
        }
        else if (change.Kind is ChangeKind.Kept or ChangeKind.Merge
            && decisions.Settled.GetValueOrDefault(file.Path) is { OpenPlaces: var open and > 0 })
        {
            _findings.Add(FileFindings.Undecided(change, open));
        }
    }

    private FileChange Classify(GeneratedFile generated, DiskFile? present)
    {
        // Somebody else's file keeps its mode.
        var file = generated.IsTheirs && present is not null ? generated with { Mode = present.Mode } : generated;
        var former = present is null ? null : FormerText(file.Path);
        var same = new FileChange(file.Path, ChangeKind.Same, file, present) { Former = former };
        FileChange As(ChangeKind kind) => new(file.Path, kind, file, present) { Former = former };
        return present switch
        {
            null => As(ChangeKind.Create),
            _ when present.Holds(same.WantedBytes) => present.Mode == file.Mode ? same : As(ChangeKind.ModeOnly),
            _ when same.IsSource && file.IsTheirs => As(ChangeKind.Change),
            _ when same.IsSource =>
                Reworded(file, present) is { } text
                    ? new(file.Path, ChangeKind.Merge, file, present) { SettledText = text, Former = former }
                    : As(ChangeKind.Change),
            _ => (decisions.Settled.GetValueOrDefault(file.Path) is { } decision && decision.Mark == same.Mark ? decision : null) switch
            {
                { IsKept: true } => As(ChangeKind.Kept),
                { Text: { } text } => new(file.Path, ChangeKind.Merge, file, present) { SettledText = text, Former = former },
                var settled => Beside(file, present, isAgreed: settled is not null),
            },
        };
    }

    private FileChange Beside(GeneratedFile file, DiskFile present, bool isAgreed) => Copy(file.Path) switch
    {
        null => new FileChange(file.Path, ChangeKind.Foreign, file, present) { IsAgreed = isAgreed },
        var copy when present.Holds(copy) => new FileChange(file.Path, ChangeKind.Change, file, present) { Former = Utf8Text.Of(copy) },
        var copy => Edited(file, present, Utf8Text.Of(present.Content), Utf8Text.Of(copy), isAgreed),
    };

    private FileChange Edited(GeneratedFile file, DiskFile present, string? mine, string? former, bool isAgreed)
    {
        var merge = mine is null || former is null ? null : FileMerge.Merge(file.Path, former, mine, file.Content, Variables());
        return new FileChange(file.Path, merge is { IsClean: true }
            ? ChangeKind.Merge
            : ChangeKind.EditedByHand, file, present)
        { Merge = merge, IsAgreed = isAgreed, Former = former };
    }

    // A file of answers, with the new answers in a person's own layout and among their comments; null where that would say anything else.
    private string? Reworded(GeneratedFile file, DiskFile present)
    {
        if (Copy(file.Path) is not { } copy || Utf8Text.Of(copy) is not { } former || Utf8Text.Of(present.Content) is not { } mine)
        {
            return null;
        }

        var text = FileMerge.Merge(file.Path, former, mine, file.Content).Text(Choice.New);
        return Says(text).SequenceEqual(Says(file.Content)) ? text : null;

        IEnumerable<KeyValuePair<string, string>> Says(string answers) =>
            AnswersFile.Read(Encoding.UTF8.GetBytes(answers), file.Path, file.Path == AnswersFile.SecretsName).Draft.Texts;
    }

    private IEnumerable<string> Adopted => decisions.Adopted.Select(static f => f.Path);

    // What was generated last, or counts so.
    private byte[]? Copy(string path) => decisions.Adopted.FirstOrDefault(f => f.Path == path) is { } adopted
        ? Encoding.UTF8.GetBytes(adopted.Text)
        : disk.Read(StateFolder.CopyOf(path))?.Content;

    private string? FormerText(string path) => Copy(path) is { } copy ? Utf8Text.Of(copy) : null;

    private IReadOnlyDictionary<string, string> Variables() =>
        disk.Read(".env") is { } file && Utf8Text.Of(file.Content) is { } text
            ? FileMerge.Variables(text)
            : ImmutableDictionary<string, string>.Empty;

    private void Former(string path)
    {
        if (disk.Read(path) is not { } present || Copy(path) is not { } copy)
        {
            return;
        }

        var kind = present.Holds(copy) ? ChangeKind.Remove : ChangeKind.KeepEdited;
        _changes.Add(new FileChange(path, kind, null, present) { Former = Utf8Text.Of(copy) });
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
