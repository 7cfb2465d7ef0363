using System.Collections.Immutable;
using FluentValidation;
using MathesarSetup.Catalogue;
using MathesarSetup.Catalogue.Validators;
using MathesarSetup.Documents.Units;
using MathesarSetup.Findings;

namespace MathesarSetup.Targets.Podman;

/// <summary>Answers that Podman's files cannot carry, or that a version of Podman does not know.</summary>
internal sealed class PodmanValidator : AbstractValidator<Answers>
{
    private static readonly Setting[] s_inUnits =
    [
        DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Host, DatabaseSettings.SslRootCertificate, ProxySettings.Certificate,
        ProxySettings.CertificateKey, ProxySettings.Email, TuningSettings.Directory,
    ];

    private static readonly Version s_withoutLogDriver = new(4, 4);

    private static readonly PodmanValidator s_made = new();

    private PodmanValidator()
    {
        foreach (var setting in s_inUnits)
        {
            RuleFor(a => a).Must(a => SystemdUnit.CanCarry(a.Text(setting))).Says(PodmanFinding.NoCharacter, setting);
        }

        RuleFor(a => a).Must(HasQuadlet).Says(PodmanFinding.NoQuadlet, PodmanSettings.Version);

        RuleFor(a => a).Must(static a => HasQuadlet(a) || !a.Get(PodmanSettings.AutoUpdate))
            .Says(PodmanFinding.NoAutoUpdate, PodmanSettings.AutoUpdate,
                static _ => "podman auto-update restarts services of systemd, and Podman 4.3 gets none here. Run ./run.sh pull and ./run.sh now "
                    + "and then instead.",
                static _ => Fix.To("Switch it off", PodmanSettings.AutoUpdate, false));

        RuleFor(a => a).Must(static a => a.Get(PodmanSettings.Version) != s_withoutLogDriver).Says(PodmanFinding.NoLogDriver, PodmanSettings.Version);
    }

    public static ImmutableArray<Finding> Check(Answers answers) => s_made.Findings(answers);

    private static bool HasQuadlet(Answers a) => a.Get(PodmanSettings.Version) > PodmanSettings.WithoutQuadlet;
}
