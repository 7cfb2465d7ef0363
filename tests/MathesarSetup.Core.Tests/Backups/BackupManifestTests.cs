using System.Text;
using CsCheck;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Backups;

public sealed class BackupManifestTests
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 28, 15, 45, 0, TimeSpan.Zero);

    private static readonly BackupManifest s_manifest = new()
    {
        Id = "3f0c",
        Name = "tables",
        Installation = "77aa",
        Time = s_time,
        Tool = "1.2.3",
        Release = "0.12.0",
        ServerVersion = 170_004,
        Target = "compose",
        Architecture = "x86_64-pc-linux-gnu",
        DatabaseMode = DatabaseMode.Bundled,
        InternalDatabase = "mathesar_django",
        Role = "mathesar",
        HoldsSecrets = true,
        Purpose = BackupPurpose.BeforeUpgrade,
        Parts =
        [
            new BackupPart(PartKind.Dump, "databases/16384.dump.gz", 10, "ab", 20) { Database = "a\n'\"=\u00e4\u2028", DatabaseOid = 16384 },
            new BackupPart(PartKind.Secret, "files/.env.gz", 1, "cd", 2) { File = ".env", Mode = 384, IsGeneratedCopy = true },
            new BackupPart(PartKind.Media, "media.tar.gz", 3, "ef", 4) { Folder = "/code/.media" },
        ],
        LeftOut = [new LeftOut("base", "Another disk.")],
    };

    [Fact]
    public void A_manifest_reads_back_as_it_was_written_whatever_a_database_is_called()
    {
        var (read, problem) = ManifestJson.Read(ManifestJson.Write(s_manifest), "a.tar");
        Assert.Null(problem);
        Assert.Equal(s_manifest.Parts.AsEnumerable(), read!.Parts);
        Assert.Equal(s_manifest.LeftOut.AsEnumerable(), read.LeftOut);
        Assert.Equal(s_manifest with { Parts = [], LeftOut = [] }, read with { Parts = [], LeftOut = [] });
        Assert.Equal(17, read.ServerMajor);
    }

    [Theory]
    [InlineData("""{"format": 2, "wholly": "other"}""", "backup.newer")]
    [InlineData("""{"format": 0}""", "backup.no-backup")]
    [InlineData("""{"format": 1}""", "backup.no-backup")]
    [InlineData("""{"format": "1"}""", "backup.no-backup")]
    [InlineData("[]", "backup.no-backup")]
    [InlineData("", "backup.no-backup")]
    public void What_is_no_manifest_of_this_form_is_refused(string text, string code)
    {
        var (read, problem) = ManifestJson.Read(Encoding.UTF8.GetBytes(text), "a.tar");
        Assert.Null(read);
        Assert.Equal(code, problem!.Code);
        Assert.Equal("a.tar", problem.File);
    }

    [Fact]
    public void The_name_of_an_archive_tells_installation_time_and_purpose()
    {
        Assert.Equal("mathesar-tables-20261128T154500Z.tar", BackupName.Of("tables", s_time.ToOffset(TimeSpan.FromHours(5))));
        Assert.Equal("mathesar-tables-20261128T154500Z-before-upgrade.tar", BackupName.Of("tables", s_time, BackupPurpose.BeforeUpgrade));
    }

    [Fact]
    public void Of_each_day_week_and_month_the_newest_backup_stays()
    {
        var all = Enumerable.Range(0, 100).SelectMany(static day => new[] { Old(day, 1), Old(day, 5) }).ToArray();
        var kept = all.Except(new BackupRetention(Daily: 2, Weekly: 3, Monthly: 3).Gone(all, "77aa"))
            .Select(static b => b.Time.Day * 100 + b.Time.Month);
        // The 28th is a Saturday: weeks end on the 22nd and the 15th, months on 31 October and 30 September.
        Assert.Equal([2811, 2711, 2211, 1511, 3110, 3009], kept);
        Assert.All(all.Take(2), static b => Assert.Equal(28, b.Time.Day));
    }

    [Fact]
    public void The_newest_backup_and_those_of_others_and_those_before_a_change_never_go()
    {
        var none = new BackupRetention(0, 0, 0);
        BackupManifest[] all =
        [
            Old(3, 0), Old(9, 0), Old(1, 0) with { Installation = "another" }, Old(8, 0) with { Purpose = BackupPurpose.BeforeRestore },
        ];
        Assert.Equal([all[1]], none.Gone(all, "77aa"));
    }

    [Fact]
    public void What_goes_leaves_a_proven_one_of_its_day_week_and_month_or_one_of_enough_later_ones() =>
        Gen.Select(Gen.Int[0, 4].Array[3], Gen.Int[0, 2000].Array[0, 30]).Sample((keep, hours) =>
        {
            var all = hours.Distinct().Select(static h => Old(0, h)).ToArray();
            var retention = new BackupRetention(keep[0], keep[1], keep[2]);
            var gone = retention.Gone(all, "77aa");
            var proven = retention.ToProve(all, "77aa");
            Assert.Equal(gone is [], proven is []);
            Assert.Subset(proven.ToHashSet(), gone.ToHashSet());
            Assert.All(gone, g => Assert.Contains(proven.Except(gone), p => p.Time > g.Time));
            Assert.DoesNotContain(all.MaxBy(static b => b.Time), gone);
            // What stays is what would stay if the others had never been.
            Assert.Empty(retention.Gone(all.Except(gone), "77aa"));
        }, iter: 2_000);

    private static BackupManifest Old(int days, int hours) => s_manifest with
    {
        Id = $"{days}.{hours}",
        Time = s_time.AddDays(-days).AddHours(-hours),
        Purpose = BackupPurpose.Asked,
    };
}
