using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Compares the server's certificate with what was asked for, as libpq does, and remembers what was wrong with it.</summary>
internal sealed class ServerCertificate
{
    private readonly string _host;
    private readonly EncryptionMode _mode;
    private readonly string _file;
    private readonly X509Certificate2Collection _authorities = [];

    /// <exception cref="FindingException">The authority's file cannot be used.</exception>
    public ServerCertificate(Answers answers)
    {
        _host = answers.Get(DatabaseSettings.Host);
        _file = answers.Get(DatabaseSettings.SslRootCertificate);
        // libpq lets a known authority turn require into verify-ca.
        _mode = answers.Get(DatabaseSettings.SslMode) is EncryptionMode.Require && _file.Length > 0
            ? EncryptionMode.VerifyCa
            : answers.Get(DatabaseSettings.SslMode);
        if (_mode.IsVerified())
        {
            Load();
        }
    }

    /// <summary>Why the certificate was not taken; null when it was, or when none was shown.</summary>
    public Finding? Problem { get; private set; }

    /// <summary>Puts the comparison in the place of the library's own, which would say less.</summary>
    public void Guard(SslClientAuthenticationOptions options)
    {
        options.TargetHost = _host;
        // A certificate in the home directory of whoever runs the wizard would prove as little as a password of theirs.
        options.ClientCertificates = null;
        options.RemoteCertificateValidationCallback =
            (_, certificate, chain, _) => IsGood((X509Certificate2)certificate!, chain!.ChainPolicy.ExtraStore);
    }

    private bool IsGood(X509Certificate2 certificate, X509Certificate2Collection others)
    {
        Problem = !_mode.IsVerified() ? null
            : IsExpired(certificate) ? TlsFindings.Expired(_host, certificate.NotAfter)
            : !IsSigned(certificate, others) ? TlsFindings.UnknownAuthority(_host, certificate.Issuer)
            : _mode is EncryptionMode.VerifyFull && !certificate.MatchesHostname(_host) ? TlsFindings.OtherName(_host, Names(certificate))
            : null;
        return Problem is null;
    }

    private static bool IsExpired(X509Certificate2 certificate) => certificate.NotAfter < DateTime.Now;

    private bool IsSigned(X509Certificate2 certificate, X509Certificate2Collection others)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // Nothing is fetched from addresses that a certificate names.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static string[] Names(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToArray() is { Length: > 0 } names
            ? names
            : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];

    private void Load()
    {
        if (_file.Length == 0)
        {
            throw new FindingException(TlsFindings.NoAuthority(DatabaseSettings.SslMode.Codec.Format(_mode)));
        }

        try
        {
            _authorities.ImportFromPemFile(_file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FindingException(TlsFindings.AuthorityUnreadable(_file, problem is FileNotFoundException or DirectoryNotFoundException));
        }
        catch (CryptographicException)
        {
            // Left empty, which is told below.
        }

        if (_authorities.Count == 0)
        {
            throw new FindingException(TlsFindings.AuthorityEmpty(_file));
        }
    }
}
