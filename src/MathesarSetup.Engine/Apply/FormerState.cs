using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Apply;

/// <summary>What is known of the installation as it was before: from its containers, its volumes and the last generated files.</summary>
/// <param name="DataIsNew">Whether the bundled database has no data yet, so that this run makes it.</param>
/// <param name="DatabasePassword">The password that the bundled database has; null where nothing tells.</param>
/// <param name="SecretKey">The key with which Mathesar encrypted what it stores; null where nothing tells.</param>
/// <param name="Release">The release that ran last; null where nothing tells.</param>
/// <param name="PostgresMajor">The major version of the bundled database that ran last; null where nothing tells.</param>
internal sealed record FormerState(bool DataIsNew, SecretText? DatabasePassword, SecretText? SecretKey, ToldRelease? Release, int? PostgresMajor)
{
    /// <summary>Where data lies of which nothing tells the release, and that cannot be asked on the way; null where there is none.</summary>
    public string? OpenPlace { get; private init; }

    /// <param name="told">What the containers told of the release.</param>
    public static FormerState Of(ApplyRequest request, WantedState wanted, EngineHoldings holdings, Disk disk, ToldRelease? told)
    {
        var secrets = SecretsFile.Read(disk);
        var (web, database) = (Former(wanted, holdings, wanted.Web), wanted.Database is { } d ? Former(wanted, holdings, d) : null);
        var data = DataOf(request, wanted, holdings);
        var hasData = data.IsThere || web is not null;
        // A volume keeps the name of the release that made it, so after an upgrade the data itself is asked.
        var release = !hasData ? null : told ?? (data.Release is { } label && !disk.Exists(StateFolder.UpgradeReceipt)
            ? ToldRelease.Of(label, "the volume was made for it") : null);
        return new FormerState(
            wanted.Database is not null && !data.IsThere,
            data.IsThere ? Variable(database, "POSTGRES_PASSWORD") ?? Text(SecretsFile.ReadTried(disk), DatabaseSettings.Password)
                ?? Text(secrets, DatabaseSettings.Password) : null,
            hasData ? Variable(web, "SECRET_KEY") ?? Text(secrets, SecretSettings.Key) : null,
            release,
            data.IsThere && database is not null ? ImageReference.Of(database.Spec.Image).LeadingNumber : null)
        {
            HadMathesar = web is not null,
            Place = web is null ? null : StoredPlace.Of(web.Variable),
            OpenPlace = release is null && wanted.Database is null
                ? web?.Name ?? (data.IsVolume && request.Setup.Answers.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn
                    ? DataMount(wanted, holdings, wanted.Web)?.Source
                    : null)
                : null,
        };
    }

    /// <summary>Whether this installation ran here before.</summary>
    public bool HadMathesar { get; private init; }

    /// <summary>How the former Mathesar logged in; null where nothing tells.</summary>
    public StoredPlace? Place { get; private init; }

    /// <summary>The container of this installation that has the place of a wanted one.</summary>
    public static ContainerFacts? Former(
        WantedState wanted, EngineHoldings holdings, WantedContainer container) => holdings.Former(wanted, container)
        ?? holdings.Others.FirstOrDefault(o => o.Labels.GetValueOrDefault(Labels.ComposeService) == container.Service.Name);

    // A volume, or a directory of the user's that holds something.
    private static (bool IsThere, bool IsVolume, string? Release) DataOf(ApplyRequest request, WantedState wanted, EngineHoldings holdings)
    {
        var keeper = wanted.Database ?? wanted.Web;
        var mount = DataMount(wanted, holdings, keeper);
        return mount is null ? (Former(wanted, holdings, keeper) is not null, false, null)
            : mount.IsVolume
            ? (holdings.Volumes.TryGetValue(mount.Source, out var labels), labels is not null, labels?.GetValueOrDefault(Labels.Release))
            : (request.Engine.IsLocal && HoldsSomething(mount.Source), false, null);
    }

    /// <summary>
    /// What the database, or Mathesar with a database inside, keeps its data in: the nearest mount above PGDATA, else the first that it may write to;
    /// null where it has none.
    /// </summary>
    public static MountSpec? DataMount(WantedState wanted, EngineHoldings holdings, WantedContainer keeper)
    {
        const string Name = "PGDATA=";
        var place = Former(wanted, holdings, keeper)?.Variable("PGDATA")
            ?? keeper.Spec.Environment.FirstOrDefault(static e => e.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..] ?? "";
        var writable = keeper.Spec.Mounts.Where(static m => !m.ReadOnly).ToArray();
        return writable.Where(m => $"{place}/".StartsWith($"{m.Target.TrimEnd('/')}/", StringComparison.Ordinal)).MaxBy(static m => m.Target.Length)
            ?? writable.FirstOrDefault();
    }

    private static bool HoldsSomething(string directory)
    {
        try
        {
            return Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any();
        }
        catch (UnauthorizedAccessException)
        {
            // PostgreSQL closes its directory to everybody else.
            return true;
        }
    }

    private static SecretText? Variable(ContainerFacts? container, string name) =>
        container?.Variable(name) is { Length: > 0 } value ? new SecretText(value) : null;


    private static SecretText? Text(Draft draft, Setting setting) =>
        draft.Texts.TryGetValue(setting.Key, out var text) && text.Length > 0 ? new SecretText(text) : null;
}
