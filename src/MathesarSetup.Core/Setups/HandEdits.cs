using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Targets;

namespace MathesarSetup.Setups;

/// <summary>A generated file: as it was last generated, and as it lies there now.</summary>
public sealed record WatchedFile(string Path, string Former, string Present)
{
    public override string ToString() => Path;
}

/// <summary>Reads answers back from generated files that a person edited: a password in <c>.env</c>, a port in <c>compose.yaml</c>.</summary>
public static class HandEdits
{
    // What is generated follows from others here, or names what an edit must not move by itself.
    private static bool IsReadBack(string key) =>
        key is not ("target" or "access.url" or "mathesar.version") && !key.StartsWith("kept.", StringComparison.Ordinal);

    /// <summary>The answers that somebody changed in generated files, with a note for each.</summary>
    /// <param name="files">All watched files of the directory.</param>
    /// <param name="answers">The answers as their own files say them.</param>
    public static (Draft Changed, ImmutableArray<Finding> Findings) Read(ImmutableArray<WatchedFile> files, Draft answers)
    {
        var generated = files.Where(static f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName)).ToImmutableArray();
        if (generated.All(static f => f.Former == f.Present))
        {
            return (Draft.Empty, []);
        }

        var (former, present) = (Answers(generated, static f => f.Former), Answers(generated, static f => f.Present));
        var changed = present.Texts.Where(t => IsReadBack(t.Key) && Settings.Find(t.Key)?.TryRead(t.Value, out _, out _) is true
            && former.Texts.GetValueOrDefault(t.Key) != t.Value && answers.Texts.GetValueOrDefault(t.Key) != t.Value)
            .Aggregate(Draft.Empty, (draft, t) => draft.With(t.Key, t.Key == AccessSettings.Hosts.Key ? WithoutHost(t.Value, answers) : t.Value));
        changed =
            new Draft(changed.Texts.RemoveRange(changed.Texts.Where(t => answers.Texts.GetValueOrDefault(t.Key, "") == t.Value)
                .Select(static t => t.Key)));
        var own = Changed(files);
        return (changed,
            [.. changed.Texts.Select(t => own.TryGetValue(t.Key, out var said) && said != t.Value
                ? Contradiction(t.Key)
                : ReadBack(t.Key, answers, t.Value))]);
    }

    // The host of the public address is always among the names, and is no further one.
    private static string WithoutHost(string hosts, Draft answers) =>
        answers.Read().Answers.Get(AccessSettings.Url).Host is var host
            ? string.Join(',', hosts.Split(',').Where(h => h.Trim('[', ']') != host))
            : hosts;

    private static Draft Answers(ImmutableArray<WatchedFile> files, Func<WatchedFile, string> text)
    {
        ImmutableArray<FoundFile> found = [.. files.Select(f => new FoundFile(f.Path, text(f)))];
        var request = new ImportRequest(found, "");
        return KnownTargets.ReaderOf(request, Recognition.Likely) is { } target ? target.Read(request).Draft : EnvFiles(found);
    }

    // The env files of single containers: the rest of a line is the value.
    private static Draft EnvFiles(ImmutableArray<FoundFile> files)
    {
        var lines = new ReadLines();
        var answers = new Answering(lines);
        foreach (var file in files.Where(static f => f.Path.EndsWith(".env", StringComparison.Ordinal) && f.Path != DotEnv.FileName))
        {
            lines.Add(file);
            var variables = RawVariables.Of(file).ToImmutableDictionary(StringComparer.Ordinal);
            VariablesReader.Read(variables, answers);
            foreach (var setting in new Setting[]
            {
                DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Password, DatabaseSettings.Host, DatabaseSettings.Port,
            })
            {
                answers.Say(setting, variables.GetValueOrDefault(setting.Variable!));
            }
        }

        return answers.Draft;
    }

    // What a person changed in the files of answers themselves.
    private static Dictionary<string, string> Changed(ImmutableArray<WatchedFile> files)
    {
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files.Where(static f => f.Path is AnswersFile.Name or AnswersFile.SecretsName && f.Former != f.Present))
        {
            var (former, present) = (Texts(file.Former, file.Path), Texts(file.Present, file.Path));
            foreach (var (key, text) in present.Where(t => former.GetValueOrDefault(t.Key) != t.Value))
            {
                changed[key] = text;
            }
        }

        return changed;
    }

    private static ImmutableSortedDictionary<string, string> Texts(string text, string path) =>
        AnswersFile.Read(Encoding.UTF8.GetBytes(text), path, path == AnswersFile.SecretsName).Draft.Texts;

    private static Finding ReadBack(string key, Draft answers, string text)
    {
        var secret = Settings.Find(key)!.Secret;
        var former = answers.Texts.GetValueOrDefault(key);
        return EditFinding.ReadBack.Say(secret
            ? $"{key} was changed in a generated file. It is taken over."
            : $"{key} was changed in a generated file{(former is null ? "" : $" from {former}")} to {text}. It is taken over.", key,
            secret || former is null ? null : Fix.To("Put it back", key, former));
    }

    private static Finding Contradiction(string key) => EditFinding.Contradiction.Say(
        $"{key} was changed in {AnswersFile.Name} and in a generated file, to different texts. Make the two agree, or take one of the changes back.",
        key);
}
