using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>What the outside lends the pure core once: how large this machine is, and random bytes.</summary>
/// <param name="Cores">Logical processors.</param>
/// <param name="MemoryBytes">Main memory in bytes; 0 when unknown.</param>
/// <param name="Random">Gives that many bytes of cryptographic randomness.</param>
public sealed record Machine(int Cores, long MemoryBytes, Func<int, byte[]> Random)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Keys of secrets with which data was made here and which are found nowhere: none is made up in their place.</summary>
    public ImmutableHashSet<string> Lost { get; init; } = [];

    /// <summary>
    /// A random text of letters and digits: the alphabet that every consumer carries unquoted (mathesar-foundation/mathesar#2572, #4501).
    /// </summary>
    public string Alphanumeric(int length)
    {
        Span<char> text = stackalloc char[length];
        for (var filled = 0; filled < length;)
        {
            foreach (var b in Random(length))
            {
                // 248 is the largest multiple of 62 in a byte: what lies above would favour the first letters.
                if (b < 248 && filled < length)
                {
                    text[filled++] = Alphabet[b % Alphabet.Length];
                }
            }
        }

        return text.ToString();
    }
}
