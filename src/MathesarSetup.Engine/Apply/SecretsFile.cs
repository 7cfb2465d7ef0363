using System.Collections.Immutable;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Apply;

/// <summary>What became of the secrets before a run begins.</summary>
/// <param name="Edits">What is left to be written.</param>
/// <param name="IsKept">Whether the file of secrets is written, and stays whatever happens.</param>
/// <param name="Replaced">The keys of former secrets that others take the place of.</param>
internal sealed record KeptSecrets(ImmutableArray<Edit> Edits, bool IsKept, ImmutableArray<string> Replaced);

/// <summary>The file of secrets outlives a run that is rolled back: a database may hold what is in it as soon as a container was started.</summary>
internal static class SecretsFile
{
    /// <summary>
    /// Writes new secrets for good, before anything can use them, and gives the edits that are left. What takes the place of former ones is kept
    /// aside until the run stands.
    /// </summary>
    public static KeptSecrets Keep(Disk disk, ImmutableArray<Edit> edits)
    {
        var own = edits.Where(static e => e.Path == AnswersFile.SecretsName || e.Path == StateFolder.CopyOf(AnswersFile.SecretsName))
            .ToImmutableArray();
        if (own.FirstOrDefault(static e => e.Path == AnswersFile.SecretsName) is not { Content: { } content } edit)
        {
            return new(edits, IsKept: false, []);
        }

        if (edit.Old is { } old && Replaced(old.Content, content) is not [] and var replaced)
        {
            // The former ones fit what runs, and come back with it.
            var aside = disk.Read(StateFolder.TriedSecrets);
            new Transaction(disk).Run([new Edit(StateFolder.TriedSecrets, content, GeneratedFile.Private, aside)]);
            return new(edits, IsKept: false, replaced);
        }

        new Transaction(disk).Run(own);
        return new(edits.RemoveRange(own), IsKept: true, []);
    }

    /// <summary>Forgets what was kept aside: the run stands.</summary>
    public static void Forget(Disk disk)
    {
        disk.Delete(StateFolder.TriedSecrets);
        disk.Sync(StateFolder.Name);
    }

    /// <summary>The secrets of the last run that ended well; those of one that did not, where there are none.</summary>
    public static Draft Read(Disk disk) =>
        Texts((disk.Read(StateFolder.CopyOf(AnswersFile.SecretsName)) ?? disk.Read(AnswersFile.SecretsName))?.Content);

    /// <summary>The secrets that a run which was rolled back had tried in the place of others.</summary>
    public static Draft ReadTried(Disk disk) => Texts(disk.Read(StateFolder.TriedSecrets)?.Content);

    /// <summary>All of them, those that run and are no longer in the answers among them; none where they cannot be read.</summary>
    public static ImmutableArray<string> Known(Disk disk)
    {
        try
        {
            return [.. Read(disk).Texts.Values, .. ReadTried(disk).Texts.Values];
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return [];
        }
    }

    private static ImmutableArray<string> Replaced(byte[] former, byte[] wanted)
    {
        var now = Texts(wanted).Texts;
        return [.. Texts(former).Texts.Where(text => now.GetValueOrDefault(text.Key) != text.Value).Select(static text => text.Key)];
    }

    private static Draft Texts(byte[]? content) =>
        content is null ? Draft.Empty : AnswersFile.Read(content, AnswersFile.SecretsName, isSecretHalf: true).Draft;
}
