using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Checks;

/// <summary>What a check cannot see when this program runs in a container: the machine's programs, files and network are not its own there.</summary>
internal static class InContainer
{
    /// <summary>Null for a process that runs on the machine itself.</summary>
    public static CheckOutcome? Outcome(Setting setting) => MountedPaths.IsInContainer() ? Of(setting) : null;

    internal static CheckOutcome Of(Setting setting) =>
        CheckOutcome.Of(CheckFinding.InContainer.Say("This wizard runs in a container, from which the machine itself cannot be looked at. "
            + "install.sh looks before it does anything, and says what is missing.",
            setting.Key));
}
