using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Docker;

/// <summary>A flag of a run line with its value.</summary>
/// <param name="Name">Its long name, such as <c>publish</c>; empty for a word in whose place the shell puts flags.</param>
/// <param name="Value">Empty for a flag that stands alone.</param>
/// <param name="Raw">Flag and value as they were typed.</param>
/// <param name="IsFilledIn">Whether the shell would put something else in the place of a part of the value.</param>
internal sealed record RunFlag(string Name, string Value, string Raw, int Line, int Last, bool IsFilledIn)
{
    /// <summary>Whether <c>docker run</c> or <c>podman run</c> has such a flag.</summary>
    public bool IsKnown { get; init; } = true;
}

/// <summary>One <c>docker run</c> or <c>podman run</c>, taken apart.</summary>
/// <param name="Before">What stands before run and says where, such as <c>--context nas</c> or <c>DOCKER_HOST=...</c>.</param>
/// <param name="Image">Null where the line breaks off.</param>
internal sealed partial record RunLine(
    ImmutableArray<CommandWord> Before, ImmutableArray<RunFlag> Flags, CommandWord? Image, ImmutableArray<CommandWord> Arguments)
{
    private const string NewPod = "new:";

    // They speak of a command and run none.
    private static readonly string[] s_speakers = ["echo", "printf", "alias", "grep", "man", "which", "type", "cat", "rem", "::"];

    /// <summary>The name that the container gets; null for none.</summary>
    public string? ContainerName => Flags.LastOrDefault(static f => f.Name == "name")?.Value;

    /// <summary>The variables that whoever runs the line has by the lines above it, or in front of it.</summary>
    public ImmutableDictionary<string, string> Exported { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The pod that it joins; null for none.</summary>
    public string? Pod => Flags.LastOrDefault(static f => f.Name == "pod")?.Value is { } pod ? pod[(IsNewPod(pod) ? NewPod.Length : 0)..] : null;

    /// <summary>Whether it makes the pod that it joins.</summary>
    public bool MakesPod => Flags.LastOrDefault(static f => f.Name == "pod") is { } pod && IsNewPod(pod.Value);

    /// <summary>Takes a command apart; null for one that runs no container.</summary>
    public static RunLine? Of(Command command)
    {
        var (before, words) = Behind(command) ?? ([], []);
        words = words is [{ Text: "container" }, .. var behind] ? behind : words;
        // All that it is told stands in a variable.
        if (words is [{ IsFilledIn: true, Text: ['@' or '$' or '%', _, ..] } all, ..])
        {
            return new RunLine(before, [], all, words[1..]);
        }

        return words is [{ Text: "run" or "create" }, .. var rest]
            ? new Parts(rest, RunFlags.StandsAlone).Read(before) with { Exported = ExportedTo(command) }
            : null;
    }

    /// <summary>Takes the command apart that makes a pod of Podman's, whose name stands where an image would; null for another.</summary>
    public static RunLine? OfPod(Command command) =>
        Behind(command) is var (before, words) && words is [{ Text: "pod" }, { Text: "create" }, .. var rest]
            ? new Parts(rest, RunFlags.StandsAloneForPod).Read(before) : null;

    /// <summary>What stands behind the program and says where, and what the program shall do; null where no engine is called.</summary>
    public static (ImmutableArray<CommandWord> Before, ImmutableArray<CommandWord> Words)? Behind(Command command)
    {
        var words = command.Words;
        var engine = words.ToList().FindIndex(static w => Engine().IsMatch(w.Text));
        if (engine < 0 || s_speakers.Contains(words[0].Text.ToLowerInvariant()))
        {
            return null;
        }

        var at = engine + 1;
        while (at < words.Length && words[at].Text.StartsWith('-'))
        {
            at += RunFlags.IsGlobalWithValue(words[at].Text) ? 2 : 1;
        }

        at = Math.Min(at, words.Length);
        return ([.. words[..engine].Where(static w => w.Text.Contains('=', StringComparison.Ordinal)), .. words[(engine + 1)..at]], words[at..]);
    }

    // Sudo keeps back what is not said behind it.
    private static ImmutableDictionary<string, string> ExportedTo(Command command)
    {
        var front = command.Words.TakeWhile(static w => !Engine().IsMatch(w.Text)).ToList();
        var sudo = front.FindIndex(static w => w.Text == "sudo");
        var exported = sudo < 0 || front.Exists(static w => w.Text is "-E" || w.Text.StartsWith("--preserve-env", StringComparison.Ordinal))
            ? command.Exported.ToBuilder()
            : ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var word in front.Skip(sudo + 1).Where(static w => w.Text.Contains('=', StringComparison.Ordinal)))
        {
            var parts = word.Text.Split('=', 2);
            exported.Remove(parts[0]);
            if (!word.IsFilledIn)
            {
                exported[parts[0]] = parts[1];
            }
        }

        return exported.ToImmutable();
    }

    private static bool IsNewPod(string pod) => pod.StartsWith(NewPod, StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:.*[\\/])?(?:docker|podman)(?:\.exe)?$")]
    private static partial Regex Engine();

    private sealed class Parts(ImmutableArray<CommandWord> words, Func<string, bool?> standsAlone)
    {
        private readonly ImmutableArray<RunFlag>.Builder _flags = ImmutableArray.CreateBuilder<RunFlag>();
        private int _at;

        public RunLine Read(ImmutableArray<CommandWord> before)
        {
            while (_at < words.Length && (words[_at].Text is ['-', _, ..] || StandsForFlags(words[_at])))
            {
                var (word, text) = (words[_at], words[_at].Text);
                _at++;
                if (text == "--")
                {
                    break;
                }

                if (text[0] != '-')
                {
                    Add("", word, text);
                }
                else if (text[1] == '-')
                {
                    Long(word, text[2..]);
                }
                else
                {
                    Short(word, text[1..]);
                }
            }

            return _at < words.Length
                ? new RunLine(before, _flags.ToImmutable(), words[_at], words[(_at + 1)..])
                : new RunLine(before, _flags.ToImmutable(), null, []);
        }

        private void Long(CommandWord word, string text)
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? text : text[..sign];
            if (sign >= 0)
            {
                Add(name, word, text[(sign + 1)..]);
            }
            else if (standsAlone(name) ?? (_at == words.Length || words[_at].Text.StartsWith('-') || IsImage(words[_at].Text)))
            {
                Add(name, word, "");
            }
            else
            {
                AddNext(name, word);
            }
        }

        // Several letters in one word: those that stand alone, and at most one with a value, which is the rest.
        private void Short(CommandWord word, string letters)
        {
            for (var i = 0; i < letters.Length; i++)
            {
                var name = RunFlags.Long(letters[i]) ?? letters[i].ToString();
                if (standsAlone(name) is false)
                {
                    if (i + 1 < letters.Length)
                    {
                        Add(name, word, letters[(i + 1)..].TrimStart('='));
                    }
                    else
                    {
                        AddNext(name, word);
                    }

                    return;
                }

                Add(name, word with { Raw = letters.Length == 1 ? word.Raw : $"-{letters[i]}" }, "");
            }
        }

        private void Add(string name, CommandWord word, string value) =>
            _flags.Add(new RunFlag(name, value, word.Raw, word.Line, word.Last, word.IsFilledIn)
            {
                IsKnown = standsAlone(name) is not null,
            });

        private void AddNext(string name, CommandWord word)
        {
            var next = _at < words.Length ? words[_at++] : word with { Text = "", Raw = "" };
            _flags.Add(new RunFlag(name, next.Text, $"{word.Raw} {next.Raw}".TrimEnd(), word.Line, next.Last, next.IsFilledIn)
            {
                IsKnown = standsAlone(name) is not null,
            });
        }

        // What the shell fills in before the image is flags: several words, or none.
        private bool StandsForFlags(CommandWord word) => word is { IsFilledIn: true, Text: ['$' or '%' or '@' or '`', ..] }
            && words[(_at + 1)..].Any(static w => w.Text.AsSpan().ContainsAny('/', ':') && IsImage(w.Text));

        // Behind a flag that nobody knows, a word that names a program which is looked for is the image.
        private static bool IsImage(string word) => ImageReference.IsWellFormed(word)
            && ImageReference.Of(word).ShortName is "mathesar" or "mathesar-prod" or "postgres" or "pgautoupgrade" or "pgvector" or "postgis"
                or "caddy" or "nginx" or "traefik";
    }
}
