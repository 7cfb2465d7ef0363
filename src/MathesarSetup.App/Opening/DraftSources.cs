using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Opening;

/// <summary>Everything that can say an answer, put together in one draft: flags before the environment before files.</summary>
public sealed record DraftSources
{
    public const string VariablePrefix = "MATHESAR_SETUP_";

    /// <summary>Holds no answer: prepare-database uses it once, and nothing keeps it.</summary>
    public const string SuperuserUrl = VariablePrefix + "SUPERUSER_URL";

    /// <summary>The install directory, absolute; its secrets are kept.</summary>
    public required string Directory { get; init; }

    /// <summary>The file of answers that was asked for; null for the one in the directory, if there is one.</summary>
    public string? Config { get; init; }

    public ImmutableArray<SaidText> Flags { get; init; } = [];

    /// <summary>The process's environment, or any other.</summary>
    public ImmutableArray<SaidText> Variables { get; init; } = [];

    /// <summary>The machine that answers are made up for.</summary>
    public Machine Machine { get; init; } = ThisMachine.Read();

    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>What else reads that input, as its user said it; null for nothing.</summary>
    public string? InputReader { get; init; }

    /// <summary>The variables of this process that are meant for this program.</summary>
    public static ImmutableArray<SaidText> FromEnvironment() =>
    [
        .. Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(n => n.StartsWith(VariablePrefix, StringComparison.Ordinal) && n != SuperuserUrl).Order(StringComparer.Ordinal)
            .Select(n => new SaidText(n, SpokenKey.Spell(n[VariablePrefix.Length..]), Environment.GetEnvironmentVariable(n) ?? "")),
    ];

    /// <summary>What a directory and this process's environment say; answers are made up for <paramref name="machine"/>, or for this one.</summary>
    public static DraftReading ReadAt(string directory, Machine? machine = null) =>
        new DraftSources { Directory = directory, Variables = FromEnvironment(), Machine = machine ?? ThisMachine.Read() }.Read();

    public DraftReading Read()
    {
        var config = Config ?? Path.Join(Directory, AnswersFile.Name);
        var beside = Path.Join(Path.GetDirectoryName(config), AnswersFile.SecretsName);
        var kept = Path.Join(Directory, AnswersFile.SecretsName);
        var files = new List<SourceFile>
        {
            SourceFile.Read(config, isSecretHalf: false, isWanted: Config is not null),
            SourceFile.Read(kept, isSecretHalf: true),
        };
        if (Path.GetFullPath(beside) != Path.GetFullPath(kept))
        {
            files.Add(SourceFile.Read(beside, isSecretHalf: true));
        }

        var fromFiles = files.Aggregate(Draft.Empty, static (draft, file) => Over(draft, file.Reading.Draft));
        var findings = files.SelectMany(f => f.Reading.Findings).ToList();
        var watched = InstallPlace.HoldsInstallation(Directory) ? InstallDirectory.Open(Directory).Watched : [];
        var (edited, notes) = HandEdits.Read(watched, fromFiles);
        findings.AddRange([.. HandEdits.Broken(watched), .. notes]);
        fromFiles = Over(fromFiles, edited);
        var standing = StandingReading.At(Directory, fromFiles, files[1].Reading.Draft);
        findings.AddRange(standing.Findings);
        fromFiles = fromFiles.With(standing.Found.Texts);
        // What was lost and found is no news, so it counts as written before.
        var written = Written(watched) is { } last ? standing.Found.With(last.Texts) : null;
        // Secrets that lie beside answers from elsewhere were given or made for those, not for what is said here.
        var isEdited = written is not null && Path.GetDirectoryName(Path.GetFullPath(config)) == Directory;
        var read = new Conversation(written ?? Draft.Empty, Machine).Read(fromFiles, setting => isEdited || !setting.Secret);
        findings.AddRange(files.Select(static f => f.Reading.Draft).Select(LeftOut).OfType<Finding>());
        findings.AddRange(InputTwice());
        var variables = Layer(Variables, fromFiles, findings);
        var flags = Layer(Flags, Over(fromFiles, variables), findings);
        var said = read.Say(Saying.Of(variables).Then(Saying.Of(flags))).Draft;
        findings.AddRange(ReadableSecrets.Of([kept, beside, said.Texts.GetValueOrDefault(ProxySettings.CertificateKey.Key, ""),
            .. ReadableSecrets.Holding(said, Directory, watched.Select(static f => KeyValuePair.Create(f.Path, f.Present)))]));
        return new DraftReading(said, [.. findings], [.. files])
        {
            Written = written,
            Edited = edited,
            Theirs = [.. watched.Where(static f => f.Path is not (AnswersFile.Name or AnswersFile.SecretsName or AnswersFile.SchemaName))
                .Select(static f => new FoundFile(f.Path, f.Present))],
            Machine = Machine with { Lost = standing.Lost },
        };
    }

    /// <summary>What environment and flags say, without any file.</summary>
    /// <param name="lower">The answers over which they say it.</param>
    public (Draft Said, ImmutableArray<Finding> Findings) Say(Draft lower)
    {
        var findings = InputTwice().ToList();
        var variables = Layer(Variables, lower, findings);
        var said = Over(variables, Layer(Flags, Over(lower, variables), findings));
        return (said, [.. findings, .. said.Read().Findings]);
    }

    /// <summary>The answers of a directory's last write; null before the first.</summary>
    public static Draft? Written(ImmutableArray<WatchedFile> watched) => watched.All(static f => f.Path is not AnswersFile.Name)
        ? null
        : watched.Where(static f => f.Path is AnswersFile.Name or AnswersFile.SecretsName)
            .Select(static f => AnswersFile.Read(System.Text.Encoding.UTF8.GetBytes(f.Former), f.Path, f.Path == AnswersFile.SecretsName).Draft)
            .Aggregate(Draft.Empty, Over);

    // A URL in a file that is read later beats the parts in one read before; within one file, a contradiction stays to be told.
    private static Draft Over(Draft lower, Draft layer)
    {
        var expanded = layer.Expanded();
        var contradicts =
            layer.Read().Findings.Any(f => f.Severity is Severity.Error && layer.Texts.Keys.Any(k => Settings.Find(k)?.Expand is not null));
        return lower.With((contradicts ? layer : expanded).Texts);
    }

    private Draft Layer(ImmutableArray<SaidText> said, Draft lower, List<Finding> findings)
    {
        var names = lower.Texts.Keys.Where(k => k.StartsWith(SsoSettings.Providers + ".", StringComparison.Ordinal))
            .SelectMany(k => k.Split('.')[2..^1]).Distinct(StringComparer.Ordinal).ToArray();
        var draft = Draft.Empty;
        foreach (var text in said)
        {
            var key = Settings.Find(text.Name) is { } exact ? new SpokenKey(exact, text.Name, IsFile: false) : SpokenKey.Find(text.Name, names);
            if (key is null)
            {
                findings.Add(NoSuchSetting(text));
            }
            else if (Value(text, key, findings) is { } value)
            {
                draft = draft.With(key.Key, value);
            }
        }

        findings.AddRange(LeftOut(draft) is { } note ? [note] : []);
        return draft;
    }

    private ImmutableArray<string> InputReaders =>
    [
        .. InputReader is { } other ? [other] : Array.Empty<string>(),
        .. Variables.Concat(Flags).Where(static s => s.Text == SourceFile.StandardInput && SpokenKey.Find(s.Name) is { IsFile: true })
            .Select(static s => s.Said),
    ];

    private IEnumerable<Finding> InputTwice() => InputReaders is { Length: > 1 } readers
        ? [RequestFinding.InputTwice.Say($"{string.Join(" and ", readers)} each read standard input, which only one can. Put the other's text into a "
            + "file.")]
        : [];

    private static Finding? LeftOut(Draft draft) =>
        draft.Texts.GetValueOrDefault(DatabaseSettings.Url.Key) is { } url ? DatabaseUrl.LeftOut(url) : null;

    private string? Value(SaidText text, SpokenKey key, List<Finding> findings)
    {
        if (key is { Setting.Secret: true, IsFile: false } && text is { IsInArguments: true, Text.Length: > 0 })
        {
            findings.Add(RequestFinding.SecretInArguments.Say($"Everybody on this machine can read the arguments of a program, so {text.Said} gives "
                + $"the secret away. Use --{SpokenKey.Spell(key.Key)}-file with a file, or - for standard input.",
                key.Key));
        }

        if (!key.IsFile)
        {
            findings.AddRange(text.IsInArguments && HasEmptyWord(key.Setting, text.Text)
                ? [RequestFinding.EmptyWord.Say($"{text.Said} is given an empty word, as a shell makes of a variable that is not set. It counts as "
                    + "nothing. Leave it out, or give the variable a value.", key.Key)]
                : []);
            return text.Text;
        }

        if (text.Text == SourceFile.StandardInput && InputReaders.Length > 1)
        {
            return null;
        }

        var (content, problem) = SourceFile.ReadSecret(text.Text, Input);
        if (problem is not null)
        {
            findings.Add(problem with { Key = key.Key });
        }

        return content;
    }

    private static bool HasEmptyWord(Setting setting, string text) =>
        string.IsNullOrWhiteSpace(text) || (setting.Editor is Editor.TextList && text.Split(',').Any(string.IsNullOrWhiteSpace));

    private static Finding NoSuchSetting(SaidText text) => text.Said.StartsWith(VariablePrefix, StringComparison.Ordinal)
        ? RequestFinding.UnknownVariable.Say($"The environment variable {text.Said} names no setting and is not read. See `mathesar-setup settings`.")
        : UnknownKey.Finding(text.Name);
}
