using System.Collections.Immutable;
using System.Text;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Mathesar;
using MathesarSetup.Merging;
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
    private static bool IsReadBack(string key, Draft answers) => key is not "target" && !key.StartsWith("kept.", StringComparison.Ordinal)
        && (key is not ("access.url" or "mathesar.version")
            || answers.Texts.GetValueOrDefault(LayoutSettings.Layout.Key) == LayoutSettings.InPlaceText);

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

        var (former, present) = (Answers(generated, static f => f.Former, answers), Answers(generated, static f => f.Present, answers));
        var changed = present.Texts.Where(t => IsReadBack(t.Key, answers) && Settings.Find(t.Key)?.TryRead(t.Value, out _, out _) is true
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

    /// <summary>Generated files that somebody edited and that what reads them can no longer read.</summary>
    public static IEnumerable<Finding> Broken(ImmutableArray<WatchedFile> files) =>
        from file in files
        where file.Path is not (AnswersFile.Name or AnswersFile.SecretsName) && file.Former != file.Present
        let line = FileForm.Broken(file.Path, file.Present)
        where line is not null && FileForm.Broken(file.Path, file.Former) is null
        select EditFinding.Broken.Say($"{file.Path} was edited and can no longer be read from line {line} on, so nothing is written. "
            + "Mend it, or delete it: it is then made anew.") with
        { File = file.Path, Line = line };

    // The host of the public address is always among the names, and is no further one.
    private static string WithoutHost(string hosts, Draft answers) =>
        answers.Read().Answers.Get(AccessSettings.Url).Host is var host
            ? string.Join(',', hosts.Split(',').Where(h => h.Trim('[', ']') != host))
            : hosts;

    private static Draft Answers(ImmutableArray<WatchedFile> files, Func<WatchedFile, string> text, Draft answers) =>
        Answers([.. files.Select(f => new FoundFile(f.Path, text(f)))], answers);

    /// <summary>What generated files say, as far as they are there.</summary>
    /// <param name="answers">The answers as their own files say them, which name the service.</param>
    internal static Draft Answers(ImmutableArray<StandingFile> files, Func<StandingFile, string?> text, Draft answers) =>
        Answers([.. files.Where(f => text(f) is not null).Select(f => new FoundFile(f.Path, text(f)!))], answers);

    // Mathesar is the service that was generated, whatever stands beside it.
    private static Draft Answers(ImmutableArray<FoundFile> found, Draft answers)
    {
        var typed = answers.Read().Answers;
        var request = new ImportRequest(found, "")
        {
            ComposeFiles = LayoutSettings.ChosenFiles(typed),
            Service = typed.Get(RunSettings.Target) is var id && KnownTargets.Find(id) is { IsComposeProject: true }
                ? typed.Get(KeptSettings.WebService)
                : null,
        };
        return KnownTargets.ReaderOf(request, Recognition.Likely) is { } target ? Read(target.Read(request), found) : EnvFiles(found);
    }

    // Where no key stands, old releases have one of their own: it is not what files of ours say.
    private static Draft Read(ImportReading reading, ImmutableArray<FoundFile> files) =>
        reading.Findings.Any(static f => f.Kind == ImportFinding.LegacyKey)
            && reading.Draft.Texts.GetValueOrDefault(SecretSettings.Key.Key) is { } key
            && !files.Any(f => f.Text.Contains(key, StringComparison.Ordinal))
            ? reading.Draft.With(SecretSettings.Key, null)
            : reading.Draft;

    // The env files of single containers, where the rest of a line is the value, and the files that they mount.
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

        foreach (var file in files)
        {
            answers.Say((file.Path switch
            {
                ContainerPaths.SsoFileName => ConfigurationReaders.SingleSignOn(file.Text),
                ContainerPaths.FileStorageFileName => ConfigurationReaders.FileStorage(file.Text),
                _ => null,
            }) ?? Draft.Empty);
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
        // A password may stand in any address.
        var secret = Settings.Find(key)!.Secret || text.Contains('@', StringComparison.Ordinal);
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
