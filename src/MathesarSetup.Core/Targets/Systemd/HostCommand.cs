using System.Collections.Immutable;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;

namespace MathesarSetup.Targets.Systemd;

/// <summary>A word of a command, or an option with its value.</summary>
/// <param name="Name">The option by its long name; of a word that is none, the word itself.</param>
internal sealed record CommandWord(string Name, string Value, Place At, string Text);

/// <summary>What a unit starts, with what only wraps it taken off: a shell, <c>env</c>, a runner of Python's.</summary>
/// <param name="Program">The program's path as it stands there.</param>
internal sealed record HostCommand(string Program, ImmutableArray<CommandWord> Words)
{
    private static readonly string[] s_wrappers =
        ["env", "exec", "nohup", "nice", "ionice", "uv", "run", "poetry", "pipenv", "sudo", "-S", "-m", "time"];

    private static readonly Dictionary<char, string> s_gunicorn = new()
    {
        ['b'] = "--bind",
        ['w'] = "--workers",
        ['t'] = "--timeout",
        ['c'] = "--config",
        ['k'] = "--worker-class",
        ['u'] = "--user",
        ['g'] = "--group",
        ['n'] = "--name",
        ['p'] = "--pid",
    };

    private string Last => Program[(Program.LastIndexOf('/') + 1)..];

    public bool IsLauncher => Last == "mathesar";

    public bool IsGunicorn => Last is "gunicorn";

    /// <summary>Whether the launcher reads <c>.env</c> itself, and so over what systemd read.</summary>
    public bool ReadsEnvFile => IsLauncher && !Words.Any(static w => w.Name is ['-', not '-', ..] && w.Name.Contains('e', StringComparison.Ordinal));

    /// <summary>How surely it serves Mathesar; 0 for not at all.</summary>
    public int Rank => IsLauncher ? 4
        : Words.Any(static w => w.Name.EndsWith("/start.sh", StringComparison.Ordinal)) ? 3
        : Words.Any(static w => w.Name.StartsWith("config.wsgi", StringComparison.Ordinal)) ? 2
        : Program.Contains("mathesar", StringComparison.OrdinalIgnoreCase) && !Last.Contains("postgres", StringComparison.Ordinal) ? 1
        : 0;

    /// <summary>The directory of the program; null where its path tells none.</summary>
    public string? Directory => Program.Split('/') is [.. var above, "bin", _] && above is not []
        ? string.Join('/', above[^1] is ".venv" or "venv" or "mathesar-venv" ? above[..^1] : above)
        : null;

    public CommandWord? Option(params ReadOnlySpan<string> names)
    {
        foreach (var word in Words.Reverse())
        {
            if (names.Contains(word.Name))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>Where the program stands, beside its words.</summary>
    public static Place ProgramAt(Place line) => line with { Column = int.MaxValue };

    public static HostCommand Of(UnitEntry entry, string unit)
    {
        var words = UnitText.Words(entry.Value).Select(w => UnitSpecifiers.Resolve(w, unit, isCommand: true)).ToArray();
        if (words is not [])
        {
            words[0] = words[0].TrimStart('@', '-', ':', '+', '!', '|');
        }

        words = Unwrapped(words);
        if (words is [])
        {
            return new HostCommand("", []);
        }

        var isGunicorn = words[0].EndsWith("gunicorn", StringComparison.Ordinal);
        var found = ImmutableArray.CreateBuilder<CommandWord>();
        for (var i = 1; i < words.Length; i++)
        {
            var at = entry.At with { Column = i };
            var next = i + 1 < words.Length && !words[i + 1].StartsWith('-') ? words[i + 1] : null;
            var (word, usesNext) = Read(words[i], next, isGunicorn, at);
            found.Add(word);
            i += usesNext ? 1 : 0;
        }

        return new HostCommand(words[0], found.ToImmutable());
    }

    private static (CommandWord Word, bool UsesNext) Read(string word, string? next, bool isGunicorn, Place at)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            return word.IndexOf('=', StringComparison.Ordinal) is > 0 and var cut
                ? (new CommandWord(word[..cut], word[(cut + 1)..], at, word), false)
                : (new CommandWord(word, next ?? "", at, next is null ? word : $"{word} {next}"), next is not null);
        }

        if (isGunicorn && word is ['-', var letter, ..] && s_gunicorn.TryGetValue(letter, out var name))
        {
            return word.Length > 2
                ? (new CommandWord(name, word[2..].TrimStart('='), at, word), false)
                : (new CommandWord(name, next ?? "", at, $"{word} {next}".TrimEnd()), next is not null);
        }

        return (new CommandWord(word, "", at, word), false);
    }

    // What a shell is told runs in the shell's place; of several commands the one that serves counts.
    private static string[] Unwrapped(string[] words)
    {
        while (words is [var first, ..])
        {
            var name = first[(first.LastIndexOf('/') + 1)..];
            if (name is "sh" or "bash" or "dash" or "zsh" && Array.FindIndex(words, IsScriptFlag) is >= 0 and var at && at + 1 < words.Length)
            {
                words = Serving([.. UnitText.Words(words[at + 1].Replace("\n", " ; ", StringComparison.Ordinal))]);
            }
            else if (s_wrappers.Contains(name) || name.StartsWith("python", StringComparison.Ordinal) || IsAssignment(first))
            {
                words = words[1..];
            }
            else
            {
                break;
            }
        }

        return words;
    }

    private static bool IsScriptFlag(string word) => word is ['-', not '-', ..] && word.EndsWith('c');

    private static bool IsAssignment(string word) => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        && word[..at].All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string[] Serving(string[] script)
    {
        var commands = new List<List<string>> { new() };
        foreach (var word in script)
        {
            if (word is "&&" or "||" or ";" or "|" or "&")
            {
                commands.Add([]);
                continue;
            }

            commands[^1].Add(word.TrimEnd(';'));
            if (word.EndsWith(';'))
            {
                commands.Add([]);
            }
        }

        return [.. commands.LastOrDefault(static c => c.Any(static w => w.EndsWith("gunicorn", StringComparison.Ordinal)
            || w.EndsWith("mathesar", StringComparison.Ordinal))) ?? commands.LastOrDefault(static c => c.Count > 0) ?? []];
    }
}
