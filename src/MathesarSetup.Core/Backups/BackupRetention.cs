using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Backups;

/// <summary>How many backups stay: the newest one of each of the last days, weeks and months that have any.</summary>
public sealed record BackupRetention(int Daily, int Weekly, int Monthly)
{
    private static readonly ImmutableArray<Func<DateTimeOffset, string>> s_periods =
    [
        static t => t.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        static t => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(t.UtcDateTime)}-{ISOWeek.GetWeekOfYear(t.UtcDateTime)}"),
        static t => t.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    ];

    /// <summary>As an installation answers it.</summary>
    public static BackupRetention Of(Answers answers) =>
        new(answers.Get(BackupSettings.KeepDaily), answers.Get(BackupSettings.KeepWeekly), answers.Get(BackupSettings.KeepMonthly));

    /// <summary>
    /// Those that may go: ones of this installation alone, made because somebody or a clock wanted them. The newest one never goes.
    /// </summary>
    /// <param name="known">Backups that are not known to be broken.</param>
    /// <param name="installation">The id of the installation whose backups they must be.</param>
    public ImmutableArray<BackupManifest> Gone(IEnumerable<BackupManifest> known, string installation)
    {
        var own = Own(known, installation);
        var kept = s_periods.Zip([Daily, Weekly, Monthly]).SelectMany(p => Newest(own, p.Second, p.First))
            .Concat(own.Take(1)).Select(static b => b.Id).ToHashSet(StringComparer.Ordinal);
        return [.. own.Where(b => !kept.Contains(b.Id))];
    }

    /// <summary>
    /// Those that have to be whole before any of the former may go: these themselves, the newest of each one's day, week and month, in whose favour
    /// it goes, and the newest of all. A broken one among them would keep nothing, so without it everything is chosen anew.
    /// </summary>
    public ImmutableArray<BackupManifest> ToProve(IEnumerable<BackupManifest> known, string installation)
    {
        var own = Own(known, installation);
        var gone = Gone(own, installation);
        return gone is [] ? [] :
        [
            .. own.Take(1).Concat(gone.SelectMany(g => s_periods.Select(p => own.First(b => p(b.Time) == p(g.Time))))).Concat(gone)
                .DistinctBy(static b => b.Id),
        ];
    }

    private static BackupManifest[] Own(IEnumerable<BackupManifest> known, string installation) =>
        [.. known.Where(b => b.Installation == installation && b.Purpose is BackupPurpose.Asked).OrderByDescending(static b => b.Time)];

    private static IEnumerable<BackupManifest> Newest(BackupManifest[] own, int count, Func<DateTimeOffset, string> period) =>
        own.GroupBy(b => period(b.Time), StringComparer.Ordinal).Take(count).Select(static g => g.First());
}
