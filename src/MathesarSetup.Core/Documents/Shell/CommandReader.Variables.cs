using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.Shell;

/// <content>What the text sets itself: variables, arrays of words, and which of them commands get.</content>
internal sealed partial class CommandReader
{
    private readonly Dictionary<string, ImmutableArray<CommandWord>> _arrays = new(StringComparer.Ordinal);
    private readonly HashSet<string> _exported = new(StringComparer.Ordinal);
    private bool _exportsAll;

    // The array that is being read, and where its words begin.
    private (string Name, int From)? _array;

    // NAME=value alone, or behind export, holds for the commands below.
    private void Define(Command command)
    {
        var words = Unblocked(command.Words);
        if (words is [] || TakesFromElsewhere(words))
        {
            return;
        }

        if (words is [{ Text: "set" }, { Text: "-a" or "+a" } all])
        {
            _exportsAll = all.Text == "-a";
        }
        else if (words is [{ Text: "unset" }, ..] or [{ Text: "export" }, { Text: "-n" }, ..])
        {
            Forget(words.Select(static w => w.Text));
        }
        else if (_shell is CommandShell.PowerShell && words is [{ Raw: ['$', .. var name] }, { Text: "=" }, { IsFilledIn: false } set])
        {
            _variables[name] = set.Text;
            Export(name.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? name["env:".Length..] : null, set.Text);
        }
        else
        {
            Assign(words);
        }
    }

    private void Assign(ImmutableArray<CommandWord> words)
    {
        var isDeclared = words[0].Text is "export" or "set" or "declare" or "typeset" or "local" or "readonly";
        var options = isDeclared ? words.Skip(1).TakeWhile(static w => w.Text.StartsWith('-')).Select(static w => w.Text).ToArray() : [];
        var names = isDeclared ? words[(1 + options.Length)..] : words;
        var isExported = _exportsAll || words[0].Text == "export" || (words[0].Text == "set" && _shell is CommandShell.Cmd)
            || (words[0].Text != "set" && options.Any(static o => o.Contains('x', StringComparison.Ordinal)));
        if (isDeclared ? !names.All(static w => Assignment().IsMatch(w.Text) || Name().IsMatch(w.Text))
            : !names.All(static w => Assignment().IsMatch(w.Text)))
        {
            return;
        }

        foreach (var word in names)
        {
            var sign = word.Text.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? word.Text : word.Text[..sign];
            if (sign >= 0)
            {
                _ = word.IsFilledIn ? _variables.Remove(name) : (_variables[name] = word.Text[(sign + 1)..]) is not null;
                MaybeUnknownLater(name);
            }

            _ = isExported && _exported.Add(name);
        }
    }

    private void Forget(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _variables.Remove(name);
            _arrays.Remove(name);
            _exported.Remove(name);
        }
    }

    private void Export(string? name, string value)
    {
        if (name is not null)
        {
            _variables[name] = value;
            _exported.Add(name);
        }
    }

    private ImmutableDictionary<string, string> Exported() => _exported.Where(_variables.ContainsKey)
        .ToImmutableDictionary(static n => n, n => _variables[n], StringComparer.Ordinal);

    private bool BeginsArray() => _shell switch
    {
        CommandShell.Posix => _begun is not null && ArrayStart().IsMatch(_word.ToString()),
        // $name = @(
        CommandShell.PowerShell => _word.ToString() == "@" && _words is [{ Raw: ['$', ..] }, { Text: "=" or "+=" }],
        _ => false,
    };

    // NAME=( ... ), over any number of lines.
    private void Array(char c)
    {
        _at++;
        if (c == '(')
        {
            _array = (_shell is CommandShell.PowerShell ? _words[0].Raw[1..] + _words[1].Text : _word.ToString(), _words.Count);
            _word.Clear();
            _begun = null;
            return;
        }

        EndWord();
        var (start, from) = _array!.Value;
        var name = start.TrimEnd('=', '+');
        var words = _words.Skip(from).ToImmutableArray();
        MaybeUnknownLater(name);
        _arrays[name] = start.EndsWith("+=", StringComparison.Ordinal) ? [.. _arrays.GetValueOrDefault(name, []), .. words] : words;
        while (_words.Count > from)
        {
            _words.RemoveAt(from);
        }

        _array = null;
    }

    // Within the brackets of an array a line ends a word alone.
    private void EndLine()
    {
        if (_array is null)
        {
            // A chain goes on where its sign ends the line.
            var goesOn = _isChained && _words.Count == 0 && _begun is null;
            EndCommand(endsLine: true);
            if (!goesOn)
            {
                EndChain();
            }
        }
        else
        {
            EndWord();
        }
    }

    // A whole word that is several: an array, or a variable without quotation marks whose value has blanks. An empty one is none.
    private bool Expansion()
    {
        var whole = _shell switch { CommandShell.Posix => WholeWord(), CommandShell.PowerShell => Splatting(), _ => null };
        if (whole?.Match(_text, _at) is not { Success: true } match)
        {
            return false;
        }

        var name = match.Groups["name"].Value;
        if (match.Groups["all"].Success)
        {
            if (!_arrays.TryGetValue(name, out var words))
            {
                return false;
            }

            _words.AddRange(words);
        }
        else if (match.Groups["quote"].Length == 0 && _variables.GetValueOrDefault(name) is { } value
            && (value.Length == 0 || value.Any(char.IsWhiteSpace)))
        {
            _words.AddRange(value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(part => new CommandWord(part, part, _line, _line, IsFilledIn: false)));
        }
        else
        {
            return false;
        }

        _at += match.Length;
        return true;
    }

    [GeneratedRegex(@"\G@(?<name>(?<all>[A-Za-z_])\w*)(?=[\s;&|)]|$)")]
    private static partial Regex Splatting();

    [GeneratedRegex(@"^([A-Za-z_]\w*)=")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^[A-Za-z_]\w*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z_]\w*\+?=$")]
    private static partial Regex ArrayStart();

    [GeneratedRegex(@"\G(?<quote>""?)\$(?:(?<name>[A-Za-z_]\w*)|\{(?<name>[A-Za-z_]\w*)(?<all>\[@\])?\})\k<quote>(?=[\s;&|)]|$)")]
    private static partial Regex WholeWord();
}
