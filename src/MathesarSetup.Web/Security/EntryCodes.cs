using System.Security.Cryptography;
using System.Text;

namespace MathesarSetup.Web.Security;

/// <summary>What became of a typed code.</summary>
internal enum CodeAnswer
{
    Good,
    Wrong,

    /// <summary>It was wrong, and the code that was meant is no longer good: too many were.</summary>
    WrongAndDead,

    /// <summary>It was not looked at: the last wrong one was too short a while ago.</summary>
    TooSoon,
}

/// <summary>
/// The short code beside the link of a first boot, for a screen from which nothing can be copied. One is good at a time, for a short while, once.
/// docs/security.md has the arithmetic.
/// </summary>
internal sealed class EntryCodes(TimeProvider time)
{
    public const int Length = 8;
    public const int WrongBeforeNew = 5;

    /// <summary>How long a code is good, and how long nobody may have been wrong for the waiting to begin anew.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The longest wait after a wrong code; it begins with a second and doubles.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // None that is taken for a digit or for another letter.
    public const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int MostDoublings = 6;

    private readonly Lock _oneAtATime = new();
    private byte[]? _digest;
    private long _issued;
    private int _wrongOfThis;
    private int _wrongInARow;
    private long _lastWrong;

    /// <summary>Makes a new code; the one before is no longer good. Only its digest is kept.</summary>
    public string Issue()
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        lock (_oneAtATime)
        {
            (_digest, _issued, _wrongOfThis) = (Digest(code), time.GetTimestamp(), 0);
        }

        return $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";
    }

    /// <summary>Whether a text is meant as a code: it has as many letters, with or without what people put between.</summary>
    public static bool IsCode(string typed) => Bare(typed) is { Length: Length } bare && bare.All(char.IsAsciiLetter);

    /// <summary>Tries a code, whoever typed it: the wait after a wrong one is everybody's. A good one is used up.</summary>
    public CodeAnswer Try(string typed)
    {
        var digest = Digest(Bare(typed));
        lock (_oneAtATime)
        {
            if (_wrongInARow > 0 && time.GetElapsedTime(_lastWrong) < Wait)
            {
                return CodeAnswer.TooSoon;
            }

            if (_digest is not null && CryptographicOperations.FixedTimeEquals(digest, _digest) && time.GetElapsedTime(_issued) < Life)
            {
                (_digest, _wrongInARow) = (null, 0);
                return CodeAnswer.Good;
            }

            _wrongInARow = time.GetElapsedTime(_lastWrong) >= Life ? 1 : _wrongInARow + 1;
            (_lastWrong, _wrongOfThis) = (time.GetTimestamp(), _wrongOfThis + 1);
            if (_wrongOfThis < WrongBeforeNew)
            {
                return CodeAnswer.Wrong;
            }

            _digest = null;
            return CodeAnswer.WrongAndDead;
        }
    }

    /// <summary>Ends the code that is good, if one is.</summary>
    public void Void()
    {
        lock (_oneAtATime)
        {
            _digest = null;
        }
    }

    private TimeSpan Wait =>
        _wrongInARow > MostDoublings ? LongestWait : TimeSpan.FromSeconds(1 << (_wrongInARow - 1));

    private static string Bare(string typed) => typed.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
        .ToUpperInvariant();

    private static byte[] Digest(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
