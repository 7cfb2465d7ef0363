using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The reverse proxy.</summary>
internal sealed class ProxyValidator : AbstractValidator<Answers>
{
    public ProxyValidator() => Unless(static a => a.Get(ProxySettings.Kind) is ProxyKind.None, () =>
    {
        RuleFor(a => a).Must(static a => a.IsAnswered(AccessSettings.Url)).Says(ProxyFinding.NoName, AccessSettings.Url);

        Certificates();

        RuleFor(a => a).Must(static a => a.Get(ProxySettings.RateLimit) == 0)
            .When(static a => a.Get(ProxySettings.Kind) is ProxyKind.Caddy)
            .Says(ProxyFinding.NoRateLimit, ProxySettings.RateLimit, fix: static _ => Fix.To("Set no limit", ProxySettings.RateLimit, 0));

        RuleFor(a => a).Must(static a => a.Get(ProxySettings.HttpPort) != a.Get(ProxySettings.HttpsPort))
            .When(static a => ProxySettings.RunsOne(a) && IsHttps(a))
            .Says(ProxyFinding.SamePort, ProxySettings.HttpPort,
                static a => $"The proxy cannot answer HTTP and HTTPS both on port {a.Get(ProxySettings.HttpPort)}. Give one of them another.");

        Ports(isHttps: true, ProxySettings.HttpsPort);
        Ports(isHttps: false, ProxySettings.HttpPort);
    });

    private void Certificates()
    {
        RuleFor(a => a).Must(static a => HasCertificate(a) || a.Get(ProxySettings.CertificateKey).Length == 0)
            .Says(ProxyFinding.HalfACertificate, ProxySettings.Certificate);

        RuleFor(a => a).Must(static a => !HasCertificate(a) || a.Get(ProxySettings.CertificateKey).Length > 0)
            .Says(ProxyFinding.HalfACertificate, ProxySettings.CertificateKey);

        When(static a => IsHttps(a) && !HasCertificate(a), () =>
        {
            RuleFor(a => a).Must(static a => a.Get(ProxySettings.Kind) is not ProxyKind.Nginx)
                .Says(ProxyFinding.NoCertificate, ProxySettings.Certificate,
                    fix: static _ => Fix.To("Use Caddy", ProxySettings.Kind, ProxyKind.Caddy));

            RuleFor(a => a).Must(static a => a.Get(ProxySettings.Email).Length > 0)
                .When(static a => a.Get(ProxySettings.Kind) is ProxyKind.Traefik)
                .Says(ProxyFinding.NoEmail, ProxySettings.Email);

            RuleFor(a => a).Must(static a => !a.Get(AccessSettings.Url).IsLocal)
                .When(ProxySettings.RunsOne)
                .Says(ProxyFinding.LocalCertificate, AccessSettings.Url);
        });
    }

    private void Ports(bool isHttps, Setting<int> port) => RuleFor(a => a).Must(a => a.Get(port) == a.Get(AccessSettings.Url).Port)
        .When(a => ProxySettings.RunsOne(a) && IsHttps(a) == isHttps)
        .Says(ProxyFinding.PortDiffers, port,
            a => $"People would open port {a.Get(AccessSettings.Url).Port}, but the proxy answers on port {a.Get(port)}. Make them the same, unless "
                + "something of yours forwards one to the other.",
            a => Fix.TakeBack($"Use port {a.Get(AccessSettings.Url).Port}", port));

    private static bool IsHttps(Answers a) => a.Get(AccessSettings.Url).IsHttps;

    private static bool HasCertificate(Answers a) => a.Get(ProxySettings.Certificate).Length > 0;
}
