using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>What Podman does otherwise than the answers say, and what it cannot do.</summary>
internal static class PodmanFindings
{
    public static IEnumerable<Finding> Of(Plan plan) => [.. Ports(plan), .. Images(plan), .. Names(plan), .. PodmanValidator.Check(plan.Answers)];

    private static IEnumerable<Finding> Ports(Plan plan)
    {
        if (plan.Answers.Get(PodmanSettings.AsRoot))
        {
            yield break;
        }

        foreach (var port in plan.Services.SelectMany(s => s.Ports).Where(p => p.Machine < 1024))
        {
            yield return PodmanFinding.LowPort.Say(string.Create(CultureInfo.InvariantCulture,
                $"An ordinary user cannot open port {port.Machine}: ports below 1024 belong to root. Let root run the containers, or choose a port "
                    + $"from 1024 on. (To allow it to everybody: sysctl net.ipv4.ip_unprivileged_port_start={port.Machine}.)"),
                port.From.Key, Fix.To("Let root run them", PodmanSettings.AsRoot, true));
        }
    }

    private static IEnumerable<Finding> Images(Plan plan)
    {
        foreach (var setting in new[] { RunSettings.Image, DatabaseSettings.Image })
        {
            if (plan.Services.Any(s => s.Image?.Text == plan.Answers.Get(setting)) && Full(plan.Answers.Get(setting)) is { } full)
            {
                yield return PodmanFinding.ShortImageName.At(setting.Key, Fix.To($"Use {full}", setting, full));
            }
        }
    }

    // What stands before the first slash names a registry when it holds a dot or a colon, or is localhost.
    private static string? Full(string image) => image.Split('/') switch
    {
        [_] => $"docker.io/library/{image}",
        [var first, ..] when first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal)
            || first == "localhost" => null,
        _ => $"docker.io/{image}",
    };

    private static IEnumerable<Finding> Names(Plan plan)
    {
        if (plan.Services.Any(s => s.ReachesHost))
        {
            yield return PodmanFinding.HostName.Say(
                $"{Service.HostGateway} is Docker's name for this machine. Podman's containers call it {PodmanPlan.HostGateway}, "
                    + "so that is what the files say.",
                DatabaseSettings.Host.Key);
        }
    }
}
