using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Security;

/// <summary>What became of a link, token or code that somebody came with.</summary>
internal enum EntryAnswer
{
    In,
    NotGood,
    TooSoon,
}

/// <summary>
/// Prints links with a fresh token in the terminal, and for a first boot a code beside them, at a rate that leaves the owner time to use the last
/// one. Each print lets one browser in.
/// </summary>
internal sealed class EntryLink : IDisposable
{
    private const int WrongBeforeNew = 10;
    private const int PerWindow = 3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly EntryTokens _tokens;
    private readonly EntryCodes _codes;
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly bool _hasCode;
    private readonly ITimer _codeEnds;
    private readonly Lock _oneAtATime = new();
    private readonly Queue<long> _printed = [];
    private int _wrong;

    public EntryLink(EntryTokens tokens, EntryCodes codes, Terminal terminal, ServeOptions options, TimeProvider time)
    {
        (_tokens, _codes, _terminal, _time, _hasCode) = (tokens, codes, terminal, time, options.FirstBoot);
        _codeEnds = time.CreateTimer(_ => TryPrintCode(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The way in that the program starts with; it does not count against the rate.</summary>
    public WayIn First() => Issue();

    /// <summary>Prints a new link; false when there were enough in the last minute.</summary>
    public bool TryPrint()
    {
        lock (_oneAtATime)
        {
            if (!MayPrint())
            {
                return false;
            }

            _wrong = 0;
            _terminal.PrintNewLink(Issue());
            return true;
        }
    }

    /// <summary>Lets in whoever has the token, or where it was <paramref name="isTyped"/> the code; with one the other ends too.</summary>
    /// <param name="said">The token or code.</param>
    /// <param name="isTyped">Whether it came in the form, and not in a link.</param>
    /// <param name="knows">Whether the browser has entered before: it may come again by an old link, which is nobody's attack.</param>
    public EntryAnswer Enter(string said, bool isTyped, bool knows)
    {
        if (_hasCode && isTyped && EntryCodes.IsCode(said))
        {
            return EnterByCode(said);
        }

        if (_tokens.Burn(said))
        {
            Use();
            return EntryAnswer.In;
        }

        if (!knows)
        {
            CountWrong();
        }

        return EntryAnswer.NotGood;
    }

    public void Dispose() => _codeEnds.Dispose();

    private EntryAnswer EnterByCode(string said)
    {
        switch (_codes.Try(said))
        {
            case CodeAnswer.Good:
                Use();
                return EntryAnswer.In;
            case CodeAnswer.TooSoon:
                return EntryAnswer.TooSoon;
            case CodeAnswer.WrongAndDead:
                TryPrintCode();
                return EntryAnswer.NotGood;
            default:
                return EntryAnswer.NotGood;
        }
    }

    private void Use()
    {
        _tokens.Void();
        _codes.Void();
        _codeEnds.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private WayIn Issue()
    {
        var url = _terminal.EntryUrl(_tokens.Issue());
        return new WayIn(url, _hasCode ? IssueCode() : null);
    }

    private string IssueCode()
    {
        _codeEnds.Change(EntryCodes.Life, Timeout.InfiniteTimeSpan);
        return _codes.Issue();
    }

    // A code that too many were wrong about, or that is too old. Where the rate forbids it, the next wait brings one.
    private void TryPrintCode()
    {
        lock (_oneAtATime)
        {
            if (MayPrint())
            {
                _terminal.PrintNewCode(IssueCode());
            }
            else
            {
                _codeEnds.Change(Window, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private bool MayPrint()
    {
        while (_printed.TryPeek(out var oldest) && _time.GetElapsedTime(oldest) >= Window)
        {
            _printed.Dequeue();
        }

        if (_printed.Count >= PerWindow)
        {
            return false;
        }

        _printed.Enqueue(_time.GetTimestamp());
        return true;
    }

    // The tenth that is not good makes a new one. Nobody is ever locked out.
    private void CountWrong()
    {
        lock (_oneAtATime)
        {
            _wrong++;
            if (_wrong >= WrongBeforeNew)
            {
                TryPrint();
            }
        }
    }
}
