using System.Globalization;
using System.Net;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Installations of other forms: each is installed, left alone by a second run, and brought back when a change fails.</summary>
public sealed class FormTests
{
    public static TheoryData<string, string> Forms =>
        new() { { "release 0.2.5", "compose" }, { "release 0.2.5", "docker" }, { "database inside", "compose" }, { "database inside", "docker" } };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_is_installed_left_alone_and_brought_back(string form, string target)
    {
        (string, string)[] answers = form == "release 0.2.5"
            ? [("mathesar.version", "0.2.5"), ("mathesar.image", StandIns.Mathesar("0.2.5"))]
            : [("database.mode", "builtin")];
        using var installation = new AppliedInstallation([("target", target), .. answers]).Install();
        Assert.Equal((HttpStatusCode.OK, "/"), (installation.Get("/auth/login/").Status, installation.Get("/complete_installation/").Location));
        ExpectBroughtBack(installation);
    }

    [Theory]
    [InlineData("compose")]
    [InlineData("docker")]
    public void A_proxy_in_front_is_installed_left_alone_and_brought_back(string target)
    {
        using var certificates = new TemporaryDirectory();
        using var authority = new CertificateAuthority();
        var issued = authority.Issue(["tables.example.com"]);
        var (http, https) = (FreePort.Take(), FreePort.Take().ToString(CultureInfo.InvariantCulture));
        using var installation = new AppliedInstallation(
            ("target", target), ("proxy.kind", "caddy"), ("access.url", $"https://tables.example.com:{https}"), ("access.bind", "127.0.0.1"),
            ("proxy.https-port", https), ("proxy.http-port", http.ToString(CultureInfo.InvariantCulture)),
            ("proxy.certificate", certificates.Write("certificate.pem", issued.ChainPem)),
            ("proxy.key", certificates.Write("key.pem", issued.KeyPem)));
        using var lent = StandIns.Lend("caddy", Setup.Of(installation.Draft).Plan.Proxy!.Image!.Text);
        installation.Install();
        var page = new ChildProcess(RealPart.Require("curl"), "--silent", "--noproxy", "*", "--resolve", $"tables.example.com:{https}:127.0.0.1",
            "--cacert", certificates.Write("ca.pem", authority.Pem),
            "--write-out", "%{http_code}", "--output", "/dev/null", $"https://tables.example.com:{https}/auth/login/").Run().Successful();
        Assert.Equal("200", page.Output);
        ExpectBroughtBack(installation);
    }

    private static void ExpectBroughtBack(AppliedInstallation installation)
    {
        var before = installation.State();
        Assert.Equal(ApplyOutcome.Unchanged, installation.Apply().Outcome);
        Assert.Equal(before, installation.State());

        var failed = installation.Apply(("mathesar.image", BusyboxImage.Import("docker")));
        Assert.True(failed.Outcome is ApplyOutcome.RolledBack, installation.Explain(failed));
        Assert.Equal(before, installation.State());
    }
}
