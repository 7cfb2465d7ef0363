using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Apply;

/// <summary>What Mathesar encrypts: a Fernet token, whose key follows from SECRET_KEY (django-fernet-encrypted-fields 0.1.3).</summary>
internal static class StoredSecret
{
    private const int Rounds = 100_000;
    private const int KeyLength = 32;
    private const int SignatureLength = 32;

    /// <summary>How every such token begins.</summary>
    public const string Beginning = "gAAAA";

    /// <summary>Whether any of the tokens was written with this key. The signature tells, so nothing is decrypted.</summary>
    public static bool FitsAny(SecretText secretKey, IEnumerable<string> tokens)
    {
        var text = Encoding.UTF8.GetBytes(secretKey.Reveal());
        var signing = Rfc2898DeriveBytes.Pbkdf2(text, text, Rounds, HashAlgorithmName.SHA256, KeyLength).AsSpan(0, KeyLength / 2).ToArray();
        return tokens.Any(token => Fits(signing, token));
    }

    private static bool Fits(byte[] signing, string token)
    {
        if (!Base64Url.IsValid(token))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length > SignatureLength
            && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(signing, bytes.AsSpan(0, bytes.Length - SignatureLength)),
                bytes.AsSpan(bytes.Length - SignatureLength));
    }
}
