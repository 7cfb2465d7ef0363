using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>
/// From files to a Mathesar on the machine itself that answers, with a way back. It lets the steps of <c>install.sh</c> do what they do, so that both
/// leave the same behind. None of its methods throws for what the world does.
/// </summary>
internal static class HostApplier
{
    /// <summary>Says what a run would do; no plan where not even that can be said. Changes nothing.</summary>
    public static async Task<(ApplyChanges Changes, HostPlan? Plan)> CompareAsync(
        InstallRequest request, ProgramHost host, Disk disk, CancellationToken cancellation)
    {
        if (request.Setup.IsBlocked || request.Setup.Target.Host(request.Setup.Plan) is not { } set)
        {
            return (ApplyChanges.None([.. request.Setup.Findings.Where(static f => f.Severity is Severity.Error)]), null);
        }

        try
        {
            var files = Comparer.Compare(disk, request.Files, request.Decisions);
            var machine = await HostGuards.OfMachineAsync(request, host, cancellation);
            if (machine is not [])
            {
                return (new ApplyChanges([], files, machine), null);
            }

            var wanted = WantedHost.Of(set, disk, files);
            var plan = HostPlan.Of(wanted, await FoundHost.ReadAsync(host, wanted, cancellation));
            ImmutableArray<Finding> findings =
            [
                .. files.Findings.Where(static f => f.Severity is Severity.Error),
                .. ApplyPlanner.Edits(files, request.Force),
                .. HostGuards.Of(request, plan, host, disk),
                .. plan.Services[^1].Verb is not ChangeVerb.Keep
                    ? await ExistingRecords.LookAsync(request, HostGuards.Remembered(plan), cancellation)
                    : [],
            ];
            return (new ApplyChanges([.. HostChangeList.Of(request, plan, files)], files, findings)
            {
                Steps = [.. HostChangeList.Steps(plan, files)],
            }, plan);
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return (ApplyChanges.None([FileFindings.FromReading(problem, request.Directory)]), null);
        }
    }

    /// <summary>
    /// Does it, and waits until Mathesar answers and is claimed; else everything is as before. Cancelling takes back too.
    /// </summary>
    public static Task<ApplyResult> RunAsync(
        InstallRequest request, ProgramHost host, Disk disk, Action<ApplyEvent> tell, CancellationToken cancellation)
    {
        var narrator = Narrator.For(request.Setup.Plan, tell);
        return Settlement.RunAsync(disk, request,
            async () => (await CompareAsync(request, host, disk, cancellation)).Changes,
            () => new HostRollBack(disk, narrator).SettleAsync(isUsers => isUsers == host.IsUsers ? host : new ProgramHost(isUsers)),
            () => new HostRun(request, host, disk, narrator).RunAsync(cancellation), cancellation);
    }
}
