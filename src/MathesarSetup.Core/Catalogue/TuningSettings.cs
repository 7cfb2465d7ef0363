using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Values;

namespace MathesarSetup.Catalogue;

/// <summary>The questions about size and speed, and where the data lies.</summary>
public static class TuningSettings
{
    public static readonly Setting<bool> StoreInDirectory = new()
    {
        Key = "storage.kind",
        Title = "Where the data lies",
        Help = "Whether data is kept in the engine's own volumes or in a directory of yours.",
        Codec = Codecs.Choice(
            (false, new Option("volumes", "Volumes", "The engine looks after place and owner; works rootless too.")),
            (true, new Option("directory", "A directory", "Easy to look into and to copy; the owner of the files is up to you."))),
        Synonyms = ["volume", "disk", "backup"],
        Default = _ => false,
        Example = true,
        // A cluster has a storage class, and a service without containers its directory.
        AskedWhen = static a => TargetKinds.Of(a).Home is TargetHome.Containers || a.IsAnswered(StoreInDirectory!),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<string> Directory = new()
    {
        Key = "storage.directory",
        Title = "Data directory",
        Help = "Where the data lies: a whole path, or one below the install directory, such as ./data.",
        Codec = Codecs.Text("./data",
            text => text.Contains(':', StringComparison.Ordinal)
                ? "A colon ends a path in a mount, so one that holds a colon cannot be mounted. Choose another."
                : text.Split('/').Contains("..") ? "The path must not hold `..`; give the whole path."
                : text.StartsWith('/') || text.StartsWith("./", StringComparison.Ordinal) ? null
                : "Give a whole path such as /srv/mathesar, or one below the install directory such as ./data."),
        Default = _ => "./data",
        Example = "/srv/mathesar",
        AskedWhen = a => a.Get(StoreInDirectory),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly Setting<int> Workers = new()
    {
        Key = "tuning.workers",
        Variable = "WEB_CONCURRENCY",
        Title = "Workers",
        Help = "How many requests Mathesar handles at the same time.",
        Why = "Mathesar's own advice is twice the processor's cores plus one. Each worker takes roughly 150 MB of memory and one connection to "
            + "PostgreSQL. Without a number only one runs, and a long query blocks everybody. In a cluster this machine's cores tell nothing, so it "
            + "is 3 for each replica: as much as one core uses.",
        Synonyms = ["gunicorn", "threads", "performance", "cpu"],
        Codec = Codecs.Number(1, 200, "workers"),
        Default = _ => 3,
        Example = 5,
        Rare = true,
        // Files that stay as they are say how many, or leave it to Mathesar.
        Settle = (machine, answers) => LayoutSettings.IsInPlace(answers) ? null
            : KubernetesSettings.IsCluster(answers)
            ? answers.DefaultText(Workers!)
            : SuggestedWorkers(machine).ToString(CultureInfo.InvariantCulture),
    };

    public static readonly Setting<bool> Debug = new()
    {
        Key = "tuning.debug",
        Variable = "DEBUG",
        Title = "Debug mode",
        Help = "Shows error details, settings among them, to whoever meets an error.",
        Codec = Codecs.Flag,
        Default = _ => false,
        Example = true,
        Rare = true,
    };

    public static readonly Setting<string> Memory = new()
    {
        Key = "limits.memory",
        Title = "Memory limit",
        Help = "The most memory that Mathesar's container may take, such as 2g or 768m; empty for no limit.",
        Synonyms = ["ram"],
        Codec = Codecs.Text("2g", text => text.Length == 0 || MemorySize.Parse(text) is { Mebibytes: >= 256 }
            ? null
            : "A limit looks like 2g (gigabytes) or 768m (megabytes), and is at least 256m."),
        Default = _ => "",
        Example = "2g",
        Rare = true,
    };

    public static readonly Setting<string> Processors = new()
    {
        Key = "limits.cpus",
        Title = "Processor limit",
        Help = "How many processor cores Mathesar's container may use, such as 1.5; empty for no limit.",
        Synonyms = ["cpu"],
        Codec = Codecs.Text("1.5", text => text.Length == 0 || CoreCount.Parse(text) is not null ? null : "Give a number of cores such as 2 or 1.5."),
        Default = _ => "",
        Example = "1.5",
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All = [StoreInDirectory, Directory, Workers, Debug, Memory, Processors];

    // Twice the cores plus one, as long as a quarter of the memory holds them at 150 MB each; never fewer than 3, so that one slow query blocks
    // nobody.
    private static int SuggestedWorkers(Machine machine)
    {
        var byMemory = machine.MemoryBytes == 0 ? int.MaxValue : (int)Math.Min(machine.MemoryBytes / 4 / 150_000_000, 1000);
        return Math.Max(3, Math.Min((2 * machine.Cores) + 1, byMemory));
    }
}
