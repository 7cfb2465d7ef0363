using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Podman;

/// <summary>What <c>install.sh</c> puts in place, in its order.</summary>
internal static class PodmanUnits
{
    /// <param name="plan">In Podman's words.</param>
    public static UnitSet Of(Plan plan) => new()
    {
        Name = plan.Name,
        Reader = PodmanPlan.Version(plan),
        IsUsers = !plan.Answers.Get(PodmanSettings.AsRoot),
        Files = [.. QuadletFiles.Of(plan).Select(static f => f.Path)],
        Services = [.. plan.Services.Select(s => new UnitService(s, PodmanNames.Container(plan, s), [.. Triggers(plan, s)],
            PodmanEnvironment.Kept(s).Any() ? ContainerEnvFile.NameOf(s) : null,
            [.. PodmanEnvironment.Kept(s).Select(e => PodmanNames.Secret(plan, s, e))],
            [.. s.Mounts.OfType<Mount.Named>().Select(m => PodmanNames.Volume(plan, m.Volume))]))],
        Network = (QuadletVersions.Network(plan), $"{PodmanNames.NetworkUnit(plan)}-network.service"),
        Volumes = [.. plan.Volumes.Select(v => PodmanNames.Volume(plan, v.Name))],
        Variables = QuadletVariables.Of,
        Needed =
        [
            .. plan.Services.SelectMany(s => s.Mounts).OfType<Mount.Bind>().Where(b => b.ReadOnly).Select(b => b.Source).Distinct(),
        ],
    };

    private static IEnumerable<string> Triggers(Plan plan, Service service) =>
    [
        $"{PodmanNames.Folder}/{PodmanNames.Container(plan, service)}.container",
        .. PodmanEnvironment.Kept(service).Any() ? [ContainerEnvFile.NameOf(service)] : Array.Empty<string>(),
        .. service.Start is StartCommand.Script ? [PodmanNames.StartScript] : Array.Empty<string>(),
        .. PlannedFiles.MountedBy(plan, service).Select(f => f.Path),
    ];
}
