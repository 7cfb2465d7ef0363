using System.Text;

namespace MathesarSetup.Engine.Docker;

/// <summary>Cuts bytes that arrive in any portions into lines of UTF-8. A line without end is cut at 8,192 characters.</summary>
internal sealed class LineCutter(Action<string> tell)
{
    private const int Longest = 8192;

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var text = new char[_decoder.GetCharCount(bytes, flush: false)];
        _decoder.GetChars(bytes, text, flush: false);
        foreach (var c in text)
        {
            if (c == '\n' || _line.Length >= Longest)
            {
                End();
            }

            if (c is not ('\n' or '\r'))
            {
                _line.Append(c);
            }
        }
    }

    public void End()
    {
        if (_line.Length > 0)
        {
            tell(_line.ToString());
            _line.Clear();
        }
    }
}
