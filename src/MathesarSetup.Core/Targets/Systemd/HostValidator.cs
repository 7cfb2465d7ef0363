using System.Collections.Immutable;
using FluentValidation;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Answers that cannot be honoured without containers.</summary>
internal sealed class HostValidator : AbstractValidator<Answers>
{
    private static readonly HostValidator s_made = new();

    private HostValidator()
    {
        Refused();
        Proxies();
        Ignored();
    }

    public static ImmutableArray<Finding> Check(Answers answers) => s_made.Findings(answers);

    private void Refused()
    {
        RuleFor(a => a).Must(static a => a.Get(RunSettings.Version).HasLauncher)
            .Says(SystemdFinding.ReleaseTooEarly, RunSettings.Version,
                static a => $"Mathesar has an installer for a machine without containers from 0.3.0 on, so {a.Get(RunSettings.Version)} cannot "
                    + "run there. Choose a newer release.",
                static _ => Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version, Releases.Newest));

        RuleFor(a => a).Must(static a => a.Get(DatabaseSettings.Mode) is not DatabaseMode.BuiltIn)
            .Says(SystemdFinding.NoBuiltIn, DatabaseSettings.Mode,
                static _ => "The database inside Mathesar's image needs that image, and here runs none. Let PostgreSQL run beside Mathesar: it "
                    + "belongs to this installation alone, too.",
                static _ => Fix.To("Run PostgreSQL beside it", DatabaseSettings.Mode, DatabaseMode.Bundled));

        RuleFor(a => a).Must(static a => a.Get(ProxySettings.Kind) is not ProxyKind.Traefik)
            .Says(SystemdFinding.NoTraefik, ProxySettings.Kind,
                static _ => "Distributions have no package of Traefik that a site could be added to. Choose Caddy or nginx, or `external` for a "
                    + "Traefik that you run yourself.",
                static _ => Fix.To("Use Caddy", ProxySettings.Kind, ProxyKind.Caddy));

        RuleFor(a => a).Must(static a => a.Get(AccessSettings.Port) >= 1024)
            .When(static a => a.Get(HostSettings.ForOneUser))
            .Says(SystemdFinding.LowPort, AccessSettings.Port,
                static a => $"Only root may open port {a.Get(AccessSettings.Port)}: those below 1024 are the machine's. Choose a higher one, or "
                    + "install for the whole machine.",
                static _ => Fix.To("Use port 8000", AccessSettings.Port, 8000));
    }

    private void Proxies()
    {
        RuleFor(a => a).Must(static a => a.Get(ProxySettings.Kind) is not (ProxyKind.Caddy or ProxyKind.Nginx))
            .When(static a => a.Get(HostSettings.ForOneUser))
            .Says(SystemdFinding.SiteNeedsRoot, ProxySettings.Kind,
                static _ => "The machine's proxy belongs to root, so this user's installation only writes the site's file, below proxy/. Ask an "
                    + "administrator to add it to Caddy's or nginx's configuration.");

        RuleFor(a => a).Must(static a => a.Get(ProxySettings.Network).Length == 0)
            .Says(SystemdFinding.NoNetwork, ProxySettings.Network,
                static _ => "Only containers join a Docker network, and here run none. Your proxy reaches Mathesar by its address and port instead.",
                static _ => Fix.TakeBack("Join none", ProxySettings.Network));
    }

    private void Ignored()
    {
        foreach (var image in new[] { RunSettings.Image, DatabaseSettings.Image })
        {
            RuleFor(a => a).Must(a => a.Text(image) == a.DefaultText(image))
                .Says(SystemdFinding.NoImage, image,
                    static _ => "No image is used here: Mathesar is its official release, and PostgreSQL the one of the distribution. The answer "
                        + "is kept for other ways to run it.");
        }

        RuleFor(a => a).Must(static a => a.Get(DatabaseSettings.Host) != Service.HostGateway)
            .Says(SystemdFinding.HostIsNear, DatabaseSettings.Host,
                static _ => $"{Service.HostGateway} is what a container calls this machine. Without containers it is localhost, and so it is "
                    + "written.",
                static _ => Fix.To("Say localhost", DatabaseSettings.Host, "localhost"));
    }
}
