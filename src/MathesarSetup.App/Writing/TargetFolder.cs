using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Writing;

/// <summary>The folder of one target beside others, as it was before.</summary>
public sealed class TargetFolder
{
    public TargetFolder(string path)
    {
        if (!InstallPlace.HoldsInstallation(path))
        {
            return;
        }

        var (open, secret) = (SourceFile.Read(Path.Join(path, AnswersFile.Name), isSecretHalf: false),
            SourceFile.Read(Path.Join(path, AnswersFile.SecretsName), isSecretHalf: true));
        var said = new Draft(open.Reading.Draft.Texts.SetItems(secret.Reading.Draft.Texts));
        var standing = StandingReading.At(path, said, secret.Reading.Draft);
        (Answers, Lost) = (said.With(standing.Found.Texts), standing.Lost);
        Written = DraftSources.Written(InstallDirectory.Open(path).Watched) is { } written ? standing.Found.With(written.Texts) : null;
        Findings = Written is null || Written.Texts.SequenceEqual(Answers.Texts) ? standing.Findings :
            [.. standing.Findings, RequestFinding.AnswersApart.Say(
            "The answers in this folder were changed by themselves. Beside others a target follows the answers of the directory above: "
                + "change them there, or generate in this folder alone.") with { File = open.Path }];
    }

    /// <summary>What its files say; nothing before the first write.</summary>
    public Draft Answers { get; } = Draft.Empty;

    /// <summary>Secrets that it had and that are found nowhere in it.</summary>
    public ImmutableHashSet<string> Lost { get; } = [];

    /// <summary>What was written last; null before the first write.</summary>
    public Draft? Written { get; }

    public ImmutableArray<Finding> Findings { get; } = [];
}
