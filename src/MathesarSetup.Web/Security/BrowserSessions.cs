using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace MathesarSetup.Web.Security;

/// <summary>The browsers that have entered, for as long as the program runs.</summary>
internal sealed class BrowserSessions
{
    // Digests: how long a look-up takes then tells nothing about an id.
    private readonly ConcurrentDictionary<string, bool> _digests = new(StringComparer.Ordinal);

    /// <summary>Lets a browser in; gives the id, of 256 random bits, that its cookie carries.</summary>
    public string Open()
    {
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _digests[Digest(id)] = true;
        return id;
    }

    public bool Knows(string? id) => id is not null && _digests.ContainsKey(Digest(id));

    private static string Digest(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
