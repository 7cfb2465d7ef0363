using System.Globalization;

namespace MathesarSetup.Backups;

/// <summary>The name of an archive: it tells people which it is. What it is, its manifest says, so that a renamed one stays what it was.</summary>
public static class BackupName
{
    /// <summary>What every archive ends in.</summary>
    public const string Extension = ".tar";

    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Such as <c>mathesar-tables-20261128T154500Z.tar</c>.</summary>
    /// <param name="installation">The installation's name.</param>
    public static string Of(string installation, DateTimeOffset time, BackupPurpose purpose = BackupPurpose.Asked)
    {
        var about = purpose switch
        {
            BackupPurpose.BeforeUpgrade => "-before-upgrade",
            BackupPurpose.BeforeRestore => "-before-restore",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"mathesar-{installation}-{time.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}{about}{Extension}");
    }
}
