using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MathesarSetup.Web.Security;

/// <summary>The one-time token of the entry link: at most one is good at a time, and only until it is used.</summary>
internal sealed class EntryTokens
{
    private readonly Lock _oneAtATime = new();
    private byte[]? _digest;

    /// <summary>Makes a new token of 256 bits; the one before is no longer good. Only its digest is kept.</summary>
    public string Issue()
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        lock (_oneAtATime)
        {
            _digest = Digest(token);
        }

        return token;
    }

    /// <summary>Whether this is the good token; if so it is used up. Of two that come at once, one wins.</summary>
    public bool Burn(string candidate)
    {
        var digest = Digest(candidate);
        lock (_oneAtATime)
        {
            if (_digest is null || !CryptographicOperations.FixedTimeEquals(digest, _digest))
            {
                return false;
            }

            _digest = null;
            return true;
        }
    }

    /// <summary>Ends the token that is good, if one is.</summary>
    public void Void()
    {
        lock (_oneAtATime)
        {
            _digest = null;
        }
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
