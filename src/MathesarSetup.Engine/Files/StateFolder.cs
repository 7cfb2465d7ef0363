namespace MathesarSetup.Engine.Files;

/// <summary>What lies in <c>.mathesar-setup/</c> (0700): the wizard's memory of an install directory.</summary>
internal static class StateFolder
{
    public const string Name = ".mathesar-setup";
    public const string Lock = $"{Name}/lock";
    public const string Generated = $"{Name}/generated";
    public const string Backups = $"{Name}/backups";
    public const string ApplyJournal = $"{Name}/apply.json";
    public const string UnitJournal = $"{Name}/apply-units.json";
    public const string ClusterJournal = $"{Name}/apply-cluster.json";
    public const string HostJournal = $"{Name}/apply-host.json";
    public const string KeyJournal = $"{Name}/rotate-key.json";
    public const string RestoreJournal = $"{Name}/restore.json";
    public const string RestoreReceipt = $"{Name}/restored.json";
    public const string ArrivalJournal = $"{Name}/arrival.json";
    public const string Downloads = $"{Name}/downloads";
    public const string Cluster = $"{Name}/cluster.json";
    public const string Units = $"{Name}/units.json";
    public const string TriedSecrets = $"{Name}/tried-secrets.yaml";
    public const string UpgradeJournal = $"{Name}/upgrade.json";
    public const string UpgradeReceipt = $"{Name}/upgraded.json";
    public const string Versions = $"{Name}/history";
    public const string Installation = $"{Name}/installation";
    public const string Mark = $"{Name}/mark.json";
    public const string Removal = $"{Name}/removal.json";
    public const string ReadMe = $"{Name}/README.md";

    public const string About = """
        # What lies here

        Mathesar Setup's memory of this directory. Nothing that runs reads it.

        - `generated/`: every file as it was last generated. What differs from it was edited by hand: the edits stay.
        - `history/`: the files as they were, one numbered version for each write. `mathesar-setup history` lists, compares and restores
          them. They hold secrets.
        - `backups/`: one numbered folder for each time that files were replaced by force, or made room for a version that was restored.
        - `journal-*`: there only while files are being written. After a power cut it says how to finish or take back.
        - `apply.json`: there only while containers are being changed. After a power cut it says what to take back.
        - `apply-units.json`: the same for units of systemd; it holds the former secrets of the units.
        - `apply-cluster.json`: the same for objects of a cluster; it holds their former secrets.
        - `apply-host.json`: the same for an installation without containers; it holds its former settings.
        - `rotate-key.json`: there only while Mathesar gets a new secret key; it holds both. The next `mathesar-setup rotate-key` settles it.
        - `restore.json`: there only while a backup is being restored. After a power cut it says what to take back.
        - `restored.json`: the databases that restores kept as they were before, for `mathesar-setup restore --forget`.
        - `arrival.json`: there only while a backup is being restored into what was an empty directory. The next
          `mathesar-setup restore` takes back what was begun.
        - `downloads/`: there only until Mathesar's release is installed: what of its files has come so far.
        - `cluster.json`: the cluster that has this installation.
        - `units.json`: whose units of systemd this installation is, and their name.
        - `upgrade.json`: there only while Mathesar is brought to another release. After a power cut it says how to bring its records back.
        - `upgraded.json`: the last upgrade, for `mathesar-setup upgrade --back`.
        - `records-*.dump`: Mathesar's own records as they were right before an upgrade, for pg_restore.
        - `tried-secrets.yaml`: there only after an installation with other secrets was taken back: those, because a database may hold them.
        - `installation`: what tells the backups of this installation from those of another one of the same name.
        - `mark.json`: by what this directory's own containers, networks and volumes are known: a random name that they carry, where the
          directory lies, and which volumes were made from here. `uninstall` removes no data without it.
        - `removal.json`: there only while the installation is being removed: what of it is still to go.
        - `lock`: who is writing, or wrote last.

        Deleting this folder loses no setting. Files then count as written by somebody else until the next forced write.

        """;

    /// <summary>Keeps everybody else away from a directory in which a change of release was cut off.</summary>
    /// <exception cref="FindingException">One was.</exception>
    public static void RefuseWithinUpgrade(Disk disk)
    {
        if (disk.Exists(UpgradeJournal))
        {
            throw new FindingException(FileFindings.WithinUpgrade(disk.Root));
        }
    }

    /// <summary>Where the last generated copy of a file lies.</summary>
    public static string CopyOf(string path) => $"{Generated}/{path}";

    public static bool Owns(string path) => path == Name || path.StartsWith($"{Name}/", StringComparison.Ordinal);

    /// <summary>The number of the next backup folder: four digits, one more than the highest there.</summary>
    public static string NextBackup(Disk disk)
    {
        RelativePath.Guard(disk.Root, Backups);
        var folder = disk.Full(Backups);
        var highest = !Directory.Exists(folder) ? 0 : Directory.EnumerateDirectories(folder)
            .Select(static path => int.TryParse(Path.GetFileName(path), out var number) ? number : 0)
            .DefaultIfEmpty().Max();
        return $"{Backups}/{highest + 1:D4}";
    }

    /// <summary>The paths of all files that were generated last time and are still watched.</summary>
    public static IEnumerable<string> FormerlyGenerated(Disk disk)
    {
        RelativePath.Guard(disk.Root, Generated);
        var folder = disk.Full(Generated);
        return !Directory.Exists(folder) ? [] : Directory
            .EnumerateFiles(folder, "*",
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(static path => !path.Split('/')[^1].Contains(".mathesar-setup-", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
