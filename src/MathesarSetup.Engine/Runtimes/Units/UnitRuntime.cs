using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Containers of Podman that systemd starts by units: an ordinary user's, or root's.</summary>
public sealed class UnitRuntime : IRuntime
{
    // Files of somebody's own are in no folder from which they could be put in their place.
    public bool Takes(Setup setup) => !LayoutSettings.IsInPlace(setup.Answers) && setup.Target.Units(setup.Plan) is not null;

    public bool IsUnfinished(string directory) => new Disk(Path.TrimEndingDirectorySeparator(directory)).Exists(StateFolder.UnitJournal);

    public Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation) => new UnitRollBack(
        new Disk(Path.TrimEndingDirectorySeparator(directory)), Narrator.For(null, tell)).RecoverAsync(static isUsers => new UnitHost(isUsers));

    public IThingRemoval? RemovalAt(Uri place, string directory) => UnitThings.At(place);

    public async Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation)
    {
        if (await PodmanProgram.ReadAsync(cancellation) is { } podman && setup.Target.Units(setup.Plan) is { } units)
        {
            return new PlaceSearch([], new UnitPlace(podman, units), []);
        }

        return new PlaceSearch([new PlaceCandidate(HostCommand.PodmanInfo.Program, "", "There is no such program here that works.")], null,
            [MountedPaths.IsInContainer()
                ? UnitFinding.InContainer.Say("This program runs in a container, from which no unit of the machine can be made. Write the files, and "
                    + $"run on the machine, in their directory: {setup.Instructions.Start}. From here it installs by the socket of Docker or Podman, "
                    + "for Docker Compose and plain containers.", RunSettings.Target.Key)
                : PodmanVersions.NotFound()]);
    }
}
