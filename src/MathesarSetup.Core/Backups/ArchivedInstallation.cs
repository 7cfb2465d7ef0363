using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;

namespace MathesarSetup.Backups;

/// <summary>A file of an installation as a backup holds it.</summary>
/// <param name="Path">Where it lay, relative to the install directory.</param>
/// <param name="Present">As it lay there; null where somebody had deleted it.</param>
/// <param name="Generated">As it had been generated last, by which edits are told; null where it was somebody's own.</param>
public sealed record ArchivedFile(string Path, byte[]? Present, byte[]? Generated, int Mode)
{
    /// <summary>Whether it holds something that this program did not write.</summary>
    public bool IsEdited => Present is not null && (Generated is null || !Present.AsSpan().SequenceEqual(Generated));

    /// <summary>Whether it is one of the two that keep the answers.</summary>
    public bool IsAnswers => Path is AnswersFile.Name or AnswersFile.SecretsName;

    public override string ToString() => Path;
}

/// <summary>An installation as a backup holds its files: its answers, what was edited by hand, and what follows from them.</summary>
public sealed record ArchivedInstallation(ImmutableArray<ArchivedFile> Files)
{
    /// <summary>The answers that somebody changed in generated files.</summary>
    public Draft Edited => HandEdits.Read(Watched, Answers).Changed;

    /// <summary>The answers, hand edits included.</summary>
    public Draft Former => Answers.With(Edited.Texts);

    /// <summary>What a person edited or brought, the files of the answers left out: another target has no use for it.</summary>
    public IEnumerable<ArchivedFile> Own => Files.Where(static f => f is { IsEdited: true, IsAnswers: false });

    /// <summary>The installation as it was.</summary>
    public Setup SetupOn(Machine machine) => In(Former.Settle(machine));

    /// <summary>The installation with other answers.</summary>
    public Setup In(Draft draft) => InPlaceSetup.Of(Setup.Of(draft), Former, Theirs);

    private Draft Answers => Files.Where(static f => f is { IsAnswers: true, Present: not null })
        .Select(static f => AnswersFile.Read(f.Present!, f.Path, f.Path == AnswersFile.SecretsName).Draft)
        .Aggregate(Draft.Empty, static (all, one) => all.With(one.Expanded().Texts));

    private ImmutableArray<WatchedFile> Watched => [.. Files.Where(static f => f is { Present: not null, Generated: not null })
        .Select(static f => (f.Path, Was: Text(f.Generated!), Now: Text(f.Present!))).Where(static f => f is { Was: not null, Now: not null })
        .Select(static f => new WatchedFile(f.Path, f.Was!, f.Now!))];

    private ImmutableArray<FoundFile> Theirs =>
        [.. Watched.Where(static f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName))
            .Select(static f => new FoundFile(f.Path, f.Present))];

    private static string? Text(byte[] content)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
