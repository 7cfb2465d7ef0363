using System.Globalization;
using System.Text.Json.Nodes;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The fronts that Debian has programs for, each with a certificate of the user's own. Traefik is not in Debian.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string Host = "tables.example.com";

    private readonly TemporaryDirectory _certificates = new();
    private readonly int _http = FreePort.Take();
    private readonly int _https = FreePort.Take();

    public ProxyTests() => new ChildProcess(RealPart.Require("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
        "-nodes", "-days", "2",
        "-subj", $"/CN={Host}", "-addext", $"subjectAltName=DNS:{Host}", "-keyout", _certificates.At("key.pem"), "-out",
        _certificates.At("certificate.pem")).Run().Successful();

    public static TheoryData<string, string> Fronts => new() { { "caddy", Runner.Compose2.Name }, { "nginx", Runner.Compose1.Name } };

    private string Url => string.Create(CultureInfo.InvariantCulture, $"https://{Host}:{_https}");

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [MemberData(nameof(Fronts))]
    public void Requests_arrive_with_host_scheme_and_size_as_the_browser_sent_them(string proxy, string runner)
    {
        using var installation = Make(proxy, runner);
        using var lent = StandIns.Lend(proxy, installation.Plan.Proxy!.Image!.Text);
        installation.Start();
        installation.WaitUntil(() => Curl(Url + "/auth/login/").ExitCode == 0);

        var upload = _certificates.At("upload.csv");
        File.WriteAllBytes(upload, new byte[3_000_000]);
        var request =
            JsonNode.Parse(Curl(Url + "/request", "--data-binary", "@" + upload, "--header", "Content-Type: text/csv").Successful().Output)!;
        Assert.Equal(3_000_000, request["received"]!.GetValue<int>());
        Assert.Equal($"{Host}:{_https}", request["headers"]!["Host"]!.GetValue<string>());
        Assert.Equal("https", request["headers"]!["X-Forwarded-Proto"]!.GetValue<string>());
        Assert.Matches("^[0-9a-f.:]+$", request["headers"]!["X-Forwarded-For"]!.GetValue<string>());

        var plain = Curl(string.Create(CultureInfo.InvariantCulture, $"http://{Host}:{_http}/auth/login/?a=b"), "--write-out",
            "%{http_code} %{redirect_url}", "--output", "/dev/null").Output;
        Assert.Matches($"^30[128] {Url}/auth/login/\\?a=b$", plain);

        var open = installation.Plan.Services.Select(s =>
            installation.Inspect(installation.Container(s.Name))["HostConfig"]!["PortBindings"]!.AsObject().Count);
        Assert.Equal([0, 0, 2], open);
    }

    [Fact]
    public void A_proxy_finds_a_Mathesar_that_was_made_anew()
    {
        using var installation = Make("nginx", Runner.Script.Name);
        using var lent = StandIns.Lend("nginx", installation.Plan.Proxy!.Image!.Text);
        installation.Start();
        var proxy = installation.Inspect(installation.Container("proxy"))["Id"]!.GetValue<string>();
        // A container in between takes the address that Mathesar had.
        installation.Docker("rm", "--force", "--volumes", installation.Web);
        installation.Docker(
            "run", "--detach", "--name", installation.Name + "-squatter", "--network", installation.Name, StandIns.Root, "sleep", "600");
        installation.Start();
        installation.WaitUntil(() => Curl(Url + "/auth/login/").Output == "login");
        Assert.Equal(proxy, installation.Inspect(installation.Container("proxy"))["Id"]!.GetValue<string>());
    }

    private Installation Make(string proxy, string runner) => new(Runner.Find(runner), Scenarios.All["recommended"]
        .With("proxy.kind", proxy).With("access.url", Url).With("access.bind", "127.0.0.1")
        .With("proxy.http-port", _http.ToString(CultureInfo.InvariantCulture)).With("proxy.https-port", _https.ToString(CultureInfo.InvariantCulture))
        .With("proxy.certificate", _certificates.At("certificate.pem")).With("proxy.key", _certificates.At("key.pem")));

    private Outcome Curl(string url, params string[] options)
    {
        var resolve = string.Create(CultureInfo.InvariantCulture, $"{Host}:{new Uri(url).Port}:127.0.0.1");
        return new ChildProcess(RealPart.Require("curl"), ["--silent", "--show-error", "--noproxy", "*", "--resolve", resolve, "--cacert",
            _certificates.At("certificate.pem"), .. options, url]).Run();
    }
}
