namespace MathesarSetup.Web.Security;

/// <summary>Prints links with a fresh token in the terminal, at a rate that leaves the owner time to use the last one.</summary>
internal sealed class EntryLink(EntryTokens tokens, Terminal terminal, TimeProvider time)
{
    private const int WrongBeforeNew = 10;
    private const int PerWindow = 3;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _oneAtATime = new();
    private readonly Queue<long> _printed = [];
    private int _wrong;

    /// <summary>The link that the program starts with; it does not count against the rate.</summary>
    public string First() => terminal.EntryUrl(tokens.Issue());

    /// <summary>Prints a new link; false when there were enough in the last minute.</summary>
    public bool TryPrint()
    {
        lock (_oneAtATime)
        {
            while (_printed.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Window)
            {
                _printed.Dequeue();
            }

            if (_printed.Count >= PerWindow)
            {
                return false;
            }

            _printed.Enqueue(time.GetTimestamp());
            _wrong = 0;
            terminal.PrintNewLink(tokens.Issue());
            return true;
        }
    }

    /// <summary>Somebody tried a token that is not good: the tenth makes a new one. Nobody is ever locked out.</summary>
    public void CountWrong()
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
