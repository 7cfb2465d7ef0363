using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>What to say about the encryption of the connection to PostgreSQL.</summary>
internal static class TlsFindings
{
    private static readonly string s_mode = DatabaseSettings.SslMode.Key;
    private static readonly string s_file = DatabaseSettings.SslRootCertificate.Key;

    public static Finding NotOffered(string host, string mode) =>
        ServerFinding.TlsNotOffered.Say($"{host} offers no encryption, and {mode} insists on it. Switch it on in the server (ssl = on, with a "
            + "certificate), or let the connection be open where the network is yours alone.", s_mode,
            Fix.To("Encrypt when the server offers it", DatabaseSettings.SslMode, EncryptionMode.Prefer));

    public static Finding Needed(string host) =>
        ServerFinding.TlsNeeded.Say($"{host} takes only encrypted connections, and encryption is switched off.", s_mode,
            Fix.To("Always encrypt", DatabaseSettings.SslMode, EncryptionMode.Require));

    public static Finding NoAuthority(string mode) =>
        ServerFinding.AuthorityMissing.Say(
            $"{mode} compares the server's certificate with an authority that you trust, and no file is named. Name it, or choose require.",
            s_file, Fix.To("Encrypt without checking", DatabaseSettings.SslMode, EncryptionMode.Require));

    public static Finding AuthorityUnreadable(string file, bool isMissing) =>
        ServerFinding.AuthorityUnreadable.Say(isMissing
            ? $"There is no file {file}. Correct the path of the authority's certificate."
            : $"This user may not read {file}. Give it the right, or name another file.", s_file);

    public static Finding AuthorityEmpty(string file) =>
        ServerFinding.AuthorityEmpty.Say($"{file} holds no certificate in PEM form, which starts with -----BEGIN CERTIFICATE-----. "
            + "Name the file with the authority's certificate.",
            s_file);

    public static Finding UnknownAuthority(string host, string issuer) =>
        ServerFinding.TlsAuthority.Say($"The certificate of {host} was not signed by the authority in the file; "
            + $"it says that it was issued by {issuer}. Name that authority's certificate.", s_file);

    public static Finding OtherName(string host, string[] names) =>
        ServerFinding.TlsName.Say($"The certificate of the server is for {string.Join(", ", names.Take(5))}, not for {host}. "
            + "Connect under a name that it holds, or check the authority alone.", DatabaseSettings.Host.Key,
            names is [var name] && Uri.CheckHostName(name) is not UriHostNameType.Unknown
                ? Fix.To($"Use {name}", DatabaseSettings.Host, name)
                : Fix.To("Check the authority alone", DatabaseSettings.SslMode, EncryptionMode.VerifyCa));

    public static Finding Expired(string host, DateTime end) =>
        ServerFinding.TlsExpired.Say(string.Create(CultureInfo.InvariantCulture,
            $"The certificate of {host} was valid until {end:yyyy-MM-dd}. Renew it on the server."), s_mode);

    public static Finding Failed(string host) =>
        ServerFinding.TlsFailed.Say($"The encrypted connection to {host} broke while it was set up. The server's certificate or its TLS version may "
            + "be too old; look at the server's log.", s_mode);
}
