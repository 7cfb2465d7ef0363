using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Units;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Podman;

/// <summary>Says in Podman's words what the plan says in Docker's.</summary>
internal static class PodmanPlan
{
    /// <summary>The name under which Podman's containers reach their host, without being told.</summary>
    public const string HostGateway = "host.containers.internal";

    public static Plan Of(Plan plan) => plan with
    {
        Services = [.. plan.Services.Select(s => s with
        {
            ReachesHost = false,
            Environment =
                [
                    .. s.Environment.Select(e => s.ReachesHost && e.Value == Service.HostGateway
                        ? e with { Value = HostGateway, Comment = $"{e.Comment} {HostGateway} is Podman's name for this machine." }
                        : e),
                ],
        })],
    };

    /// <summary>A text as units can hold it: what they cannot is left out, and <see cref="PodmanFindings"/> says so.</summary>
    public static string Carried(string text) =>
        SystemdUnit.CanCarry(text) ? text : string.Concat(text.EnumerateRunes().Where(r => SystemdUnit.CanCarry(r.ToString())));

    /// <summary>The version that the files are written for.</summary>
    public static Version Version(Plan plan) => plan.Answers.Get(PodmanSettings.Version);
}
