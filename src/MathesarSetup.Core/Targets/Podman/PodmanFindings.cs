using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Units;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>What Podman does otherwise than the answers say, and what a version of it cannot do.</summary>
internal static class PodmanFindings
{
    private static readonly Setting[] s_inUnits =
        [DatabaseSettings.Name, DatabaseSettings.User, DatabaseSettings.Host, DatabaseSettings.SslRootCertificate, ProxySettings.Certificate, ProxySettings.CertificateKey, ProxySettings.Email, TuningSettings.Directory];

    public static IEnumerable<Finding> Of(Plan plan) => [.. Ports(plan), .. Images(plan), .. Names(plan), .. Versions(plan)];

    private static IEnumerable<Finding> Ports(Plan plan)
    {
        if (plan.Answers.Get(PodmanSettings.AsRoot))
        {
            yield break;
        }

        foreach (var port in plan.Services.SelectMany(s => s.Ports).Where(p => p.Machine < 1024))
        {
            yield return Finding.Warning("podman.low-port", string.Create(CultureInfo.InvariantCulture, $"An ordinary user cannot open port {port.Machine}: ports below 1024 belong to root. Let root run the containers, or choose a port from 1024 on. (To allow it to everybody: sysctl net.ipv4.ip_unprivileged_port_start={port.Machine}.)"),
                port.From.Key, Fix.To("Let root run them", PodmanSettings.AsRoot.Key, "root"));
        }
    }

    private static IEnumerable<Finding> Images(Plan plan)
    {
        foreach (var setting in new[] { RunSettings.Image, DatabaseSettings.Image })
        {
            if (plan.Services.Any(s => s.Image?.Text == plan.Answers.Get(setting)) && Full(plan.Answers.Get(setting)) is { } full)
            {
                yield return Finding.Warning("podman.short-image-name", "Podman looks for an image without a registry in several places, or nowhere. Say which registry is meant.", setting.Key, Fix.To($"Use {full}", setting.Key, full));
            }
        }
    }

    // What stands before the first slash names a registry when it holds a dot or a colon, or is localhost.
    private static string? Full(string image) => image.Split('/') switch
    {
        [_] => $"docker.io/library/{image}",
        [var first, ..] when first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost" => null,
        _ => $"docker.io/{image}",
    };

    private static IEnumerable<Finding> Names(Plan plan)
    {
        if (plan.Services.Any(s => s.ReachesHost))
        {
            yield return Finding.Note("podman.host-name", $"{Service.HostGateway} is Docker's name for this machine. Podman's containers call it {PodmanPlan.HostGateway}, so that is what the files say.", DatabaseSettings.Host.Key);
        }

        foreach (var setting in s_inUnits.Where(s => !SystemdUnit.CanCarry(plan.Answers.Text(s))))
        {
            yield return Finding.Error("podman.no-character", "The answer holds a code point that Unicode sets aside and systemd refuses. Type it again without.", setting.Key);
        }
    }

    private static IEnumerable<Finding> Versions(Plan plan)
    {
        var version = PodmanPlan.Version(plan);
        if (version <= PodmanSettings.WithoutQuadlet)
        {
            yield return Finding.Note("podman.no-quadlet", "Podman 4.3 reads no unit files, so a script that calls podman is written instead. With 4.4 or newer systemd would start the containers.", PodmanSettings.Version.Key);
            if (plan.Answers.Get(PodmanSettings.AutoUpdate))
            {
                yield return Finding.Warning("podman.no-auto-update", "podman auto-update restarts services of systemd, and Podman 4.3 gets none here. Run ./run.sh pull and ./run.sh now and then instead.", PodmanSettings.AutoUpdate.Key,
                    Fix.To("Switch it off", PodmanSettings.AutoUpdate.Key, "false"));
            }
        }

        if (version == new Version(4, 4))
        {
            yield return Finding.Note("podman.no-log-driver", "With Podman 4.4 the log is in the journal alone: podman logs shows nothing, journalctl does.", PodmanSettings.Version.Key);
        }
    }
}
