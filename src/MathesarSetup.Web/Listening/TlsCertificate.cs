using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MathesarSetup.Web.Listening;

/// <summary>A certificate with its private key, and the certificates that lead to its root.</summary>
internal sealed record TlsCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>Reads two PEM files.</summary>
    /// <exception cref="CryptographicException">They are not PEM, do not belong together, or the key has a passphrase.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static TlsCertificate Read(string certificateFile, string keyFile)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificateFile);
        return new TlsCertificate(X509Certificate2.CreateFromPemFile(certificateFile, keyFile), chain);
    }
}
