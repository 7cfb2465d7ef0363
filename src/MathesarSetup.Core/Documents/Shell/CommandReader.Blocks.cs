using System.Collections.Immutable;

namespace MathesarSetup.Documents.Shell;

/// <content>What may run or not: behind it, nobody knows what the variables hold that it sets.</content>
internal sealed partial class CommandReader
{
    private static readonly string[] s_openers = ["if", "for", "while", "until", "case", "select", "{"];
    private static readonly string[] s_closers = ["fi", "done", "esac", "}"];
    private static readonly string[] s_branches = ["then", "do", "else", "elif"];

    // What each open block has set, the outermost first; a round bracket is a shell of its own.
    private readonly Stack<(bool IsShell, HashSet<string> Names)> _blocks = new();

    // What a chain of && and || has set: the commands of the chain itself run only behind it.
    private readonly HashSet<string> _chain = new(StringComparer.Ordinal);
    private bool _isChained;

    // A command ends at a sign that stands between commands.
    private void Separate(char c)
    {
        EndCommand(endsLine: false);
        _at++;
        if (c is '&' or '|' && _at < _text.Length && _text[_at] == c)
        {
            _at++;
            _isChained = true;
            return;
        }

        if (c is not '|')
        {
            EndChain();
        }

        if (c == '(')
        {
            _blocks.Push((true, new(StringComparer.Ordinal)));
        }
        else if (c == ')' && _blocks.TryPeek(out var block) && block.IsShell)
        {
            Forget(_blocks.Pop().Names);
        }
    }

    private void EndChain()
    {
        Forget(_chain);
        _chain.Clear();
        _isChained = false;
    }

    // The command itself, without the words that open, part and close blocks before it.
    private ImmutableArray<CommandWord> Unblocked(ImmutableArray<CommandWord> words)
    {
        while (_shell is CommandShell.Posix && words is [var first, ..])
        {
            if (s_openers.Contains(first.Raw))
            {
                _blocks.Push((false, new(StringComparer.Ordinal)));
                if (first.Raw is "for" or "select" && words.Length > 1)
                {
                    Forget([words[1].Text]);
                    return [];
                }
            }
            else if (s_closers.Contains(first.Raw))
            {
                if (_blocks.TryPop(out var block))
                {
                    Forget(block.Names);
                }
            }
            else if (!s_branches.Contains(first.Raw) && first.Raw != "!")
            {
                break;
            }
            else if (first.Raw is "else" or "elif" && _blocks.TryPeek(out var branch))
            {
                Forget(branch.Names);
            }

            words = words[1..];
        }

        return words;
    }

    private void MaybeUnknownLater(string name)
    {
        if (_blocks.TryPeek(out var block))
        {
            block.Names.Add(name);
        }

        if (_isChained)
        {
            _chain.Add(name);
        }
    }

    // What comes from the keyboard, a file or a program.
    private bool TakesFromElsewhere(ImmutableArray<CommandWord> words)
    {
        if (_shell is not CommandShell.Posix || words is [])
        {
            return false;
        }

        if (words[0].Text is "read" or "readarray" or "mapfile" or "getopts")
        {
            Forget(words.Select(static w => w.Text));
            return true;
        }

        if (words[0].Text is "." or "source" or "eval" && words.Length > 1)
        {
            _variables.Clear();
            _arrays.Clear();
            return true;
        }

        return false;
    }
}
