using System.Text;

namespace MathesarSetup.Engine.Processes;

/// <summary>
/// Cuts bytes that arrive in any portions into lines of UTF-8. A line without end is cut between two words about every 8,192 characters, and a word
/// that is longer is left out: a secret in two pieces would be known by nobody.
/// </summary>
internal sealed class LineCutter(Action<string> tell)
{
    private const int Longest = 8192;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private bool _isInWord;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var text = new char[_decoder.GetCharCount(bytes, flush: false)];
        _decoder.GetChars(bytes, text, flush: false);
        foreach (var c in text)
        {
            Add(c);
        }
    }

    public void End()
    {
        if (_line.Length > 0)
        {
            tell(_line.ToString());
            _line.Clear();
        }

        _isInWord = false;
    }

    private void Add(char c)
    {
        if (c == '\n')
        {
            End();
        }
        else if (_isInWord && !char.IsWhiteSpace(c))
        {
            // The rest of a word that was left out.
        }
        else if (c != '\r')
        {
            _isInWord = false;
            _line.Append(c);
            if (_line.Length >= Longest)
            {
                Cut();
            }
        }
    }

    private void Cut()
    {
        var line = _line.ToString();
        var blank = line.AsSpan().LastIndexOfAny(" \t");
        _line.Clear();
        if (blank > 0)
        {
            tell(line[..blank]);
            _line.Append(line.AsSpan(blank));
        }
        else
        {
            tell("...");
            _isInWord = true;
        }
    }
}
