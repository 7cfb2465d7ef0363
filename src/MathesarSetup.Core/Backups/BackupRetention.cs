using System.Collections.Immutable;
using System.Globalization;

namespace MathesarSetup.Backups;

/// <summary>How many backups stay: the newest one of each of the last days, weeks and months that have any.</summary>
public sealed record BackupRetention(int Daily, int Weekly, int Monthly)
{
    public static readonly BackupRetention Usual = new(Daily: 7, Weekly: 4, Monthly: 6);

    /// <summary>
    /// Those that may go: good ones of this installation alone, made because somebody or a clock wanted them. The newest good one never goes.
    /// </summary>
    /// <param name="good">Backups that were read to their end and found whole.</param>
    /// <param name="installation">The id of the installation whose backups they must be.</param>
    public ImmutableArray<BackupManifest> Gone(IEnumerable<BackupManifest> good, string installation)
    {
        var own = good.Where(b => b.Installation == installation && b.Purpose is BackupPurpose.Asked)
            .OrderByDescending(static b => b.Time).ToArray();
        var kept = Newest(own, Daily, static t => t.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Concat(Newest(own, Weekly, static t => string.Create(CultureInfo.InvariantCulture,
                $"{ISOWeek.GetYear(t.UtcDateTime)}-{ISOWeek.GetWeekOfYear(t.UtcDateTime)}")))
            .Concat(Newest(own, Monthly, static t => t.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)))
            .Concat(own.Take(1)).Select(static b => b.Id).ToHashSet(StringComparer.Ordinal);
        return [.. own.Where(b => !kept.Contains(b.Id))];
    }

    private static IEnumerable<BackupManifest> Newest(BackupManifest[] own, int count, Func<DateTimeOffset, string> period) =>
        own.GroupBy(b => period(b.Time), StringComparer.Ordinal).Take(count).Select(static g => g.First());
}
