using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>
/// From files to services of systemd that answer, with a way back. It does what <c>install.sh</c> does, and leaves behind what that would leave. None
/// of its methods throws for what the world does.
/// </summary>
internal static class UnitApplier
{
    /// <summary>Says what a run would do; no plan where not even that can be said. Changes nothing.</summary>
    public static async Task<(ApplyChanges Changes, UnitPlan? Plan)> CompareAsync(
        InstallRequest request, EngineInfo podman, UnitHost host, Disk disk, CancellationToken cancellation)
    {
        if (request.Setup.IsBlocked || request.Setup.Target.Units(request.Setup.Plan) is not { } set)
        {
            return (ApplyChanges.None([.. request.Setup.Findings.Where(static f => f.Severity is Severity.Error)]), null);
        }

        try
        {
            ImmutableArray<Finding> machine = [.. OtherUnits.Of(set, host, disk), .. UnitGuards.OfMachine(request, podman, host)];
            var files = Comparer.Compare(disk, request.Files, request.Decisions);
            if (machine.Any(static f => f.Severity is Severity.Error))
            {
                return (new ApplyChanges([], files, machine), null);
            }

            var found = await FoundUnits.ReadAsync(host, set, podman.Version, cancellation);
            var plan = FormerLogin.Follow(UnitPlan.Of(WantedUnits.Of(set, disk, files), found, disk.Root), request.Setup.Answers, disk);
            var held = await PodmanPorts.ReadAsync(HostCommand.PodmanContainers.Program, [], cancellation);
            ImmutableArray<Finding> findings =
            [
                .. files.Findings.Where(static f => f.Severity is Severity.Error),
                .. ApplyPlanner.Edits(files, request.Force),
                .. machine,
                .. UnitGuards.Of(request, plan, host, disk, held),
                .. plan.Services.Any(s => s.Service == plan.Web && s.Verb is not ChangeVerb.Keep)
                    ? await ExistingRecords.LookAsync(request, UnitGuards.Remembered(plan), cancellation)
                    : [],
            ];
            return (new ApplyChanges([.. UnitChangeList.Of(request, plan, host, files)], files, findings)
            {
                Steps = [.. UnitChangeList.Steps(plan, files)],
            }, plan);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (ApplyChanges.None([FileFindings.FromReading(problem, request.Directory)]), null);
        }
    }

    /// <summary>
    /// Does it: fetches, writes, puts in place and starts, and waits until Mathesar answers and is claimed; else everything is as before. Cancelling
    /// takes back too.
    /// </summary>
    public static Task<ApplyResult> RunAsync(
        InstallRequest request, EngineInfo podman, UnitHost host, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var narrator = Narrator.For(request.Setup.Plan, tell);
        return Settlement.RunAsync(disk, request,
            async () => (await CompareAsync(request, podman, host, disk, cancellation)).Changes,
            () => new UnitRollBack(disk, narrator).SettleAsync(isUsers => isUsers == host.IsUsers ? host : new UnitHost(isUsers)),
            () => new UnitRun(request, podman, host, disk, narrator).RunAsync(cancellation), cancellation);
    }
}
