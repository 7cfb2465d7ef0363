using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Looking;
using MathesarSetup.App.RestoringBackups;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Backups;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>restore --forget</c> says: what restores kept, how large it is, and that it is gone.</summary>
internal static class ForgetLines
{
    public static async Task<int> RunAsync(
        InstalledCommand command, InstalledPlace place, ParseResult parsed, bool isAgreed, CancellationToken cancellation)
    {
        var errors = parsed.InvocationConfiguration.Error;
        var (kept, findings) = await ForgetRestores.LookAsync(place, cancellation);
        if (findings is not [])
        {
            return Refused(command, parsed, findings);
        }

        foreach (var thing in kept)
        {
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{DatabaseNames.Said(thing.Name)}: kept of {DatabaseNames.Said(thing.Of)} by a restore, "
                + $"{(thing.Bytes + 999_999) / 1_000_000} MB."));
        }

        if (kept is [] || !isAgreed)
        {
            errors.WriteLine(kept is [] ? "No restore kept anything here that is still there."
                : "Nothing was changed. To remove all of it for good: --forget --yes");
            return kept is [] ? Exit.Done : Exit.Differences;
        }

        var (left, problems) = await ForgetRestores.RunAsync(place, kept, cancellation);
        if (problems is not [] || left is not [])
        {
            return Refused(command, parsed, problems);
        }

        errors.WriteLine("All of that is removed.");
        return Exit.Done;
    }

    private static int Refused(InstalledCommand command, ParseResult parsed, ImmutableArray<Finding> findings)
    {
        command.Say(parsed, findings);
        return Exit.Forbidden;
    }
}
