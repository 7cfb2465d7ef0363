using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>The questions about backups: where they lie, and how many stay. This program itself goes by the answers.</summary>
public static class BackupSettings
{
    public static readonly Setting<string> Folder = new()
    {
        Key = "backup.folder",
        Title = "Folder for backups",
        Help = "Where backups lie: a whole path, or one below the install directory, such as ./backups.",
        Why = "On the disk of the installation a backup is lost together with it. A mounted disk or share of another machine is better.",
        Synonyms = ["backup", "archive", "destination"],
        Codec = Codecs.Text("./backups", static text =>
            text.Split('/').Any(static part => part is "..") ? "The path must not hold `..`; give the whole path."
            : text.TrimEnd('/') is ['/', _, ..] or ['.', '/', _, ..] ? null
            : "Give a whole path such as /mnt/backups, or one below the install directory such as ./backups."),
        Default = static _ => "./backups",
        Example = "/mnt/backups",
        Rare = true,
        Cost = ChangeCost.Live,
    };

    public static readonly Setting<int> KeepDaily = Keep("daily", "Days", "days", 7, 14);

    public static readonly Setting<int> KeepWeekly = Keep("weekly", "Weeks", "weeks", 4, 8);

    public static readonly Setting<int> KeepMonthly = Keep("monthly", "Months", "months", 6, 12);

    public static readonly ImmutableArray<Setting> All = [Folder, KeepDaily, KeepWeekly, KeepMonthly];

    private static Setting<int> Keep(string part, string title, string unit, int usual, int example) => new()
    {
        Key = $"backup.keep-{part}",
        Title = $"{title} of which a backup is kept",
        Help = $"Of so many of the last {unit} that have a backup, the newest one stays.",
        Why = "`backup --prune` removes older ones of this installation that no day, week or month keeps. The newest one never is removed, and "
            + "neither are those before an upgrade or a restore, those of other installations, nor any that is not whole.",
        Synonyms = ["backup", "retention", "rotation"],
        Codec = Codecs.Number(0, 1000, unit),
        Default = _ => usual,
        Example = example,
        Rare = true,
        Cost = ChangeCost.Live,
    };
}
