using System.Globalization;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Upgrading;

/// <summary>Whether the way back from the last upgrade is open.</summary>
internal static class UpgradeReceiptCheck
{
    /// <summary>What the last upgrade left for its way back; else why there is none.</summary>
    public static async Task<(UpgradeReceipt? Receipt, Finding? Refusal)> ReadAsync(
        ReleaseMove move, Version running, CancellationToken cancellation)
    {
        UpgradeReceipt? receipt;
        try
        {
            receipt = UpgradeReceipt.Load(move.Disk);
        }
        catch (FindingException problem)
        {
            return (null, problem.Finding);
        }

        if (receipt is null or { IsGoneBack: true })
        {
            return (null, Refusal("No upgrade was made from here, or it was gone back from already."));
        }

        if (running.ToString(3) != receipt.To)
        {
            return (null, Refusal($"The last upgrade led to {receipt.To}, and {running.ToString(3)} runs."));
        }

        if (!move.Disk.Exists(receipt.Dump))
        {
            return (null, Refusal($"{receipt.Dump}, the copy of Mathesar's records from before, is gone."));
        }

        var last = await move.ReadAsync(records => records.LastMigrationAsync(cancellation), cancellation);
        return last == receipt.LastMigration ? (receipt, null)
            : (null, Refusal($"A later migration ran since, {last}, so the copy from before does not belong to what is there."));
    }

    /// <summary>What going back costs.</summary>
    public static Finding Costs(UpgradeReceipt receipt) => UpgradeFinding.BackCosts.Say(string.Create(CultureInfo.InvariantCulture,
        $"Mathesar's own database becomes that of {receipt.Time:yyyy-MM-dd HH:mm} UTC. Accounts, connections, explorations, forms and display "
            + $"settings made since are set aside with the database as it is now, and so is what was written since into tables of yours that lie in "
            + $"Mathesar's own database. No other database is touched. Those whose functions were brought to {receipt.To} keep them."));

    private static Finding Refusal(string why) => UpgradeFinding.NoWayBack.Say($"{why} A backup from before is the way.");
}
