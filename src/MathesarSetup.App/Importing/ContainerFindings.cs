using MathesarSetup.App.Opening;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Importing;

/// <summary>The findings about an installation that is read from containers.</summary>
internal static class ContainerFindings
{
    public static Finding NotFound(string name) => OpeningFinding.ContainerNotFound.Say(
        $"The engine knows no container named {name}, and none with a label of that name. `docker ps --all` lists what there is.");

    public static Finding Several(string label, IEnumerable<string> names) => OpeningFinding.ContainersSeveral.Say(
        $"Several containers of Mathesar carry the label {label}: {string.Join(", ", names)}. Name one of them.");

    public static Finding Directory(string directory) => OpeningFinding.Directory.Say(
        $"The containers come from {directory}, whose files are read.");

    public static Finding DirectoryGone(string directory) => OpeningFinding.DirectoryGone.Say(
        $"The containers were made in {directory}, where their files no longer lie or cannot be read, so only what the containers themselves "
            + "say is known. What Mathesar Setup remembers of an installation lies there too: without it, nothing warns of an older release or "
            + $"another secret key before they do harm. Leave both as they were read, and write into {directory} again, where the containers "
            + "are known as this installation's.");

    public static Finding RunsOtherwise(IEnumerable<string> keys) => OpeningFinding.RunsOtherwise.Say(
        $"What runs was started with other values than the files have now: {string.Join(", ", keys)}. The files count. "
            + "Where they are wrong, put the running value into them first.");

    public static Finding NotAsked(string container) =>
        OpeningFinding.ContainerStopped.Say(
            $"{container} does not run, and nothing inside it tells its release. Start it and read it again, or choose the release that it ran.");
}
