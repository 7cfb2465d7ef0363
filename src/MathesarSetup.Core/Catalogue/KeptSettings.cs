using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Catalogue;

/// <summary>
/// What an imported installation calls things and where its data lies, so that it stays the same one. Nobody is asked; an import answers.
/// </summary>
public static partial class KeptSettings
{
    /// <summary>Stands before the name of a volume that the engine knows under that very name.</summary>
    public const string External = "external:";

    public static readonly Setting<string> WebService =
        Service("web", "Mathesar's service", "How the imported installation calls the service that runs Mathesar.", "mathesar", "service");

    public static readonly Setting<string> WebContainer =
        Container("web", "Mathesar's container", "How the imported installation calls Mathesar's container.", "mathesar_service");

    public static readonly Setting<string> DatabaseService = Service("database", "PostgreSQL's service",
        "How the imported installation calls the service that runs PostgreSQL.", "db", "postgres", BundlesDatabase);

    public static readonly Setting<string> DatabaseContainer = Container("database", "PostgreSQL's container",
        "How the imported installation calls PostgreSQL's container.", "mathesar_db", BundlesDatabase);

    public static readonly Setting<string> ProxyService = Service("proxy", "The proxy's service",
        "How the imported installation calls the service that runs the reverse proxy.", "proxy", "caddy-reverse-proxy", ProxySettings.RunsOne);

    public static readonly Setting<string> ProxyContainer = Container("proxy", "The proxy's container",
        "How the imported installation calls the reverse proxy's container.", "mathesar-caddy", ProxySettings.RunsOne);

    public static readonly Setting<string> DatabaseData = Data("database", "PostgreSQL's data",
        "The volume or directory in which the imported installation keeps PostgreSQL's data.", "./msar/pgdata",
        static a => a.Get(DatabaseSettings.Mode) is not DatabaseMode.Existing);

    public static readonly Setting<string> ConfigurationData = Data("configuration", "PostgreSQL's configuration",
        "The volume or directory in which the imported installation keeps the configuration of the PostgreSQL inside Mathesar's container.",
        "./msar/pgconfig", static a => a.Get(DatabaseSettings.Mode) is DatabaseMode.BuiltIn);

    public static readonly Setting<string> MediaData =
        Data("media", "Uploaded files", "The volume or directory in which the imported installation keeps uploaded files.", "./msar/media");

    public static readonly Setting<string> SecretsData = Data("secrets", "Mathesar's own secrets",
        "The volume or directory in which the imported installation keeps a secret key that Mathesar made.", "./msar/secrets");

    public static readonly Setting<string> CertificatesData = Data("certificates", "Certificates",
        "The volume or directory in which the imported installation's proxy keeps the certificates that it fetched.", "./msar/caddy",
        ProxySettings.RunsOne);

    public static readonly Setting<int> WebPort = new()
    {
        Key = "kept.web-port",
        Title = "Mathesar's port inside",
        Help = "The port on which the imported installation's Mathesar listens inside its container.",
        Codec = Codecs.Port,
        Default = static _ => WebPages.Port,
        Example = 9000,
        AskedWhen = static a => a.AnsweredKeys.Contains("kept.web-port") && (IsHonoured(a) || LayoutSettings.IsInPlace(a)),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    /// <summary>Whether it was there before: said by every import, whatever the form of what was read.</summary>
    public static readonly Setting<bool> Imported = new()
    {
        Key = "kept.imported",
        Title = "Imported",
        Help = "Whether this installation was there before Mathesar Setup, so that its key and passwords cannot be chosen anew.",
        Codec = Codecs.Flag,
        Default = static _ => false,
        Example = true,
        AskedWhen = static a => a.AnsweredKeys.Contains("kept.imported"),
        Rare = true,
        Cost = ChangeCost.BeforeInstall,
    };

    public static readonly ImmutableArray<Setting> All =
        [Imported, WebService, WebContainer, DatabaseService, DatabaseContainer, ProxyService, ProxyContainer, DatabaseData, ConfigurationData,
            MediaData, SecretsData, CertificatesData, WebPort];

    /// <summary>Whether the answers are those of an installation that was there before, so that its secrets cannot be chosen anew.</summary>
    public static bool IsImported(Answers a) => a.Get(Imported) || LayoutSettings.IsInPlace(a)
        || All.Any(setting => setting != Imported && a.IsAnswered(setting));

    private static bool IsHonoured(Answers a) => TargetKinds.Of(a).KeepsNames;

    private static bool BundlesDatabase(Answers a) => a.Get(DatabaseSettings.Mode) is DatabaseMode.Bundled;

    private static Setting<string> Service(
        string part, string title, string help, string usual, string example, Func<Answers, bool>? exists = null) =>
        Make($"kept.{part}-service", title, help, usual, example, exists, Codecs.Text(usual,
            text => Name().IsMatch(text) ? null : "A name has letters, digits and the characters . _ - and starts with a letter or a digit."));

    private static Setting<string> Container(string part, string title, string help, string example, Func<Answers, bool>? exists = null) =>
        Make($"kept.{part}-container", title, help, "", example, exists,
            Codecs.Text(example, text => text.Length == 0 || Name().IsMatch(text)
                ? null
                : "A name has letters, digits and the characters . _ - and starts with a letter or a digit."));

    private static Setting<string> Data(string part, string title, string help, string example, Func<Answers, bool>? exists = null) =>
        Make($"kept.{part}-data", title, help, "", example, exists,
            Codecs.Text(example, static text => text.Length == 0
                || Place().IsMatch(text) && !text.Split('/').SkipWhile(static part => part == "..").Contains("..")
                ? null
                : "Give a volume's name, external: and the engine's own name of a volume, a whole path, one from the install directory "
                    + "such as ./data, or one from your own such as ~/data."));

    private static Setting<string> Make(
        string key, string title, string help, string usual, string example, Func<Answers, bool>? exists, Codec<string> codec) => new()
        {
            Key = key,
            Title = title,
            Help = help,
            Codec = codec,
            Default = _ => usual,
            Example = example,
            AskedWhen = a => a.AnsweredKeys.Contains(key) && IsHonoured(a) && (exists is null || exists(a)),
            Rare = true,
            Cost = ChangeCost.BeforeInstall,
        };

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$")]
    private static partial Regex Name();

    [GeneratedRegex("^((external:)?[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}|(\\.{1,2}|~)?/[^:]*)$")]
    private static partial Regex Place();
}
