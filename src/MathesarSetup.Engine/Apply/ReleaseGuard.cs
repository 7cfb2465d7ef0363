using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Apply;

/// <summary>Keeps another release than the one that wrote the data away from it.</summary>
internal static class ReleaseGuard
{
    /// <summary>Null where the wanted release may work on the data.</summary>
    public static Finding? Of(ToldRelease data, InstallRequest request)
    {
        var wanted = request.Setup.Plan.Release;
        // Who changes the release brought the records to it before.
        if (data.Range.Holds(wanted.Version) || request.Change is not null)
        {
            return null;
        }

        var stay = (data.Range.Newest ?? data.Range.Oldest).ToString(3);
        var way = wanted.Version < data.Range.Oldest
            ? $"An older release cannot read what a newer one has written. Set mathesar.version to {stay}. "
                + "Right after an upgrade the way back is `mathesar-setup upgrade --back`; later, a backup from before."
            : "An upgrade changes the data, and this command could not take it back. To upgrade, run "
                + $"`mathesar-setup upgrade --to {wanted}`, which tries it first. To stay, set mathesar.version to {stay}.";
        return ApplyFinding.OtherVersion.Say($"Mathesar {data.Range} runs on this data ({data.Because}), and {wanted} is wanted. {way}",
            RunSettings.Version.Key, Fix.To($"Keep {stay}", RunSettings.Version.Key, stay));
    }

    public static Finding Unknown(string place) =>
        ApplyFinding.ReleaseUnknown.Say($"Nothing tells which release of Mathesar wrote what lies in {place}, and an older one cannot read what a "
            + "newer one has written. Start the former installation as it was, so that it can be asked (by `docker compose up -d` or `./run.sh` in "
            + "its directory, or by `docker start`), and apply again.", RunSettings.Version.Key);
}
