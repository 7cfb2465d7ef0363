using System.CommandLine;
using MathesarSetup.App.Opening;
using MathesarSetup.App.RestoringBackups;
using MathesarSetup.Backups;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>restore</c> says where nothing is yet: what would be installed, with which data.</summary>
internal static class ArrivalLines
{
    public static async Task<int> RunAsync(
        InstalledCommand command, ArrivalOrder order, ParseResult parsed, bool isAgreed, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var planned = await PlannedArrival.LookAsync(order, cancellation);
        if (planned.IsForbidden)
        {
            command.Say(parsed, planned.Findings);
            return Exit.Forbidden;
        }

        Announce(errors, planned);
        if (!isAgreed)
        {
            command.Say(parsed, planned.Findings);
            errors.WriteLine("Nothing was changed. To do it: --yes");
            return Exit.Differences;
        }

        var result = await Arrival.RunAsync(planned, happened => RestoreCommand.Tell(happened, errors), cancellation);
        command.Say(parsed, result.Findings);
        if (result.Succeeded)
        {
            new KnownDirectories().Remember(order.Directory);
        }

        return RestoreCommand.Code(result);
    }

    private static void Announce(TextWriter errors, PlannedArrival planned)
    {
        var (manifest, setup, order) = (planned.Manifest!, planned.Setup!, planned.Order);
        errors.WriteLine(RestoreCommand.Of(manifest));
        errors.WriteLine(Arrival.IsUnfinished(order.Directory)
            ? $"What an earlier restore into {order.Directory} began is taken back first." : $"There is nothing in {order.Directory} yet.");
        errors.WriteLine($"Installed there: {setup.Plan.Name}, by {setup.Target.Title}{(manifest.Target == setup.Target.Id ? ""
            : $" (it was {manifest.Target})")}, at {setup.Plan.Url}. The answers and the secrets are those of the backup"
            + $"{(manifest.HoldsSecrets ? "" : ", and what was said here for the secrets that it lacks")}.");
        errors.WriteLine($"With these databases as they were then: {DatabaseNames.Of(manifest)}.");
        errors.WriteLine("When it fails, all of it is removed again; the backup stays as it is.");
    }
}
