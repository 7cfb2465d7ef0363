using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Apply;

/// <summary>Keeps another release than the one that wrote the data away from it.</summary>
internal static class ReleaseGuard
{
    /// <summary>Null where the wanted release may work on the data.</summary>
    public static Finding? Of(ToldRelease data, Release wanted)
    {
        if (data.Range.Holds(wanted.Version))
        {
            return null;
        }

        var stay = (data.Range.Newest ?? data.Range.Oldest).ToString(3);
        var way = wanted.Version < data.Range.Oldest
            ? $"An older release cannot read what a newer one has written. Set mathesar.version to {stay}. "
                + "The only way back is a backup from before: restore the files with `mathesar-setup history --restore NUMBER`, "
                + "and load it as README.md says."
            : "An upgrade changes the data, and this command could not take it back. To upgrade, follow Update in README.md: "
                + "back up, set the release with `mathesar-setup generate`, fetch and start, and press Upgrade on the card of each database. "
                + $"To stay, set mathesar.version to {stay}.";
        return ApplyFinding.OtherVersion.Say($"Mathesar {data.Range} runs on this data ({data.Because}), and {wanted} is wanted. {way}",
            RunSettings.Version.Key, Fix.To($"Keep {stay}", RunSettings.Version.Key, stay));
    }

    public static Finding Unknown(string place) =>
        ApplyFinding.ReleaseUnknown.Say($"Nothing tells which release of Mathesar wrote what lies in {place}, and an older one cannot read what a "
            + "newer one has written. Start the former installation as it was, so that it can be asked (by `docker compose up -d` or `./run.sh` in "
            + "its directory, or by `docker start`), and apply again.", RunSettings.Version.Key);
}
