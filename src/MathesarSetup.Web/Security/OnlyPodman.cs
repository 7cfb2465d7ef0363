using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Security;

/// <summary>
/// A first boot on a machine that has Podman and no Docker begins with Podman, as the user who runs the wizard. It is one answer, which undo takes
/// back, and none where somebody has answered before.
/// </summary>
internal static class OnlyPodman
{
    /// <param name="session">The draft.</param>
    /// <param name="facts">What the machine has.</param>
    public static void Take(WizardSession session, StartFacts facts)
    {
        if (facts is { IsNew: true, DockerPath: null, PodmanPath: not null } && session is { IsResumed: false, CanUndo: false, CanRedo: false })
        {
            session.Apply(new Fix("", ImmutableSortedDictionary.CreateRange<string, string?>(StringComparer.Ordinal,
            [
                new(RunSettings.Target.Key, TargetKinds.All.First(static kind => kind.Engine is ContainerEngine.Podman).Id),
                new(PodmanSettings.AsRoot.Key, PodmanSettings.AsRoot.Codec.Format(Environment.IsPrivilegedProcess)),
            ])));
        }
    }
}
