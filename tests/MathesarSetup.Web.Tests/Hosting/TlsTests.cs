using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MathesarSetup.Web.Listening;

namespace MathesarSetup.Web.Tests.Hosting;

public sealed class TlsTests
{
    [Fact]
    public async Task With_a_certificate_it_speaks_HTTPS_and_its_cookie_is_secure()
    {
        using var folder = new TemporaryDirectory();
        await using var wizard = await RunningWizard.StartAsync(options => options with { Tls = SelfSigned(folder) });

        Assert.Contains($"https://127.0.0.1:{wizard.Port}/enter?token=", wizard.Terminal, StringComparison.Ordinal);
        var entered = await wizard.EnterAsync(wizard.Tokens[0]);
        Assert.EndsWith("; secure; samesite=strict; httponly", entered.SetCookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await wizard.GetAsync("/", entered.Cookie)).Status);
        Assert.Equal(0, WizardProcess.Run("probe", "--port", $"{wizard.Port}").ExitCode);
    }

    private static TlsCertificate SelfSigned(TemporaryDirectory folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return TlsCertificate.Read(folder.Write("cert.pem", certificate.ExportCertificatePem()),
            folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem()));
    }
}
