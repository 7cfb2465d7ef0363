using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Checks.Hosts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Engine.Runtimes.Units;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>Mathesar's official release on the machine itself, which systemd starts: for the whole machine, or for one user.</summary>
public sealed class HostRuntime : IRuntime
{
    // Files of somebody's own are in no folder from which they could be put in their place.
    public bool Takes(Setup setup) => !LayoutSettings.IsInPlace(setup.Answers) && setup.Target.Host(setup.Plan) is not null;

    public bool IsUnfinished(string directory) => new Disk(Path.TrimEndingDirectorySeparator(directory)).Exists(StateFolder.HostJournal);

    public Task<ApplyResult?> RecoverAsync(string directory, Action<ApplyEvent> tell, CancellationToken cancellation) => new HostRollBack(
        new Disk(Path.TrimEndingDirectorySeparator(directory)), Narrator.For(null, tell)).RecoverAsync(static isUsers => new ProgramHost(isUsers));

    public IThingRemoval? RemovalAt(Uri place, string directory) => HostThings.At(place, directory);

    public async Task<PlaceSearch> FindAsync(Setup setup, CancellationToken cancellation)
    {
        if (UserManager.Read().HasSystemd && setup.Target.Host(setup.Plan) is { } set)
        {
            return new PlaceSearch([], new HostSystem(set, await VersionAsync(cancellation)), []);
        }

        return new PlaceSearch([new PlaceCandidate(HostCommand.UnitState.Program, "/run/systemd/system", "systemd does not run here.")], null,
            [MountedPaths.IsInContainer()
                ? UnitFinding.InContainer.Say("This program runs in a container, from which nothing of the machine can be installed. Write "
                    + $"the files, and run on the machine, in their directory: {setup.Instructions.Start}", RunSettings.Target.Key)
                : MachineFindings.NoSystemd()]);
    }

    // "Version=252.39-1~deb12u1"
    private static async Task<string> VersionAsync(CancellationToken cancellation) =>
        await new ProgramHost(isUsers: false).AskAsync(HostCommand.UnitState.About("--property=Version", "--value"), cancellation) is { ExitCode: 0 }
            and var said ? said.Output.Trim() : "";
}
