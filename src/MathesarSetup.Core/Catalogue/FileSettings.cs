using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Where files attached to records are kept.</summary>
public enum FileStorage
{
    None,
    S3,
    Azure,
}

/// <summary>The questions about files: those attached to records, and those uploaded for import.</summary>
public static class FileSettings
{
    private static readonly Version s_files = new(0, 6, 0);
    private static readonly Version s_azure = new(0, 12, 0);
    private static readonly Version s_dataFiles = new(0, 11, 0);

    /// <summary>
    /// The first release that reaches Azure by the account's name, and the first whose imports work there (mathesar-foundation/mathesar#5287).
    /// </summary>
    internal static readonly Version DataFilesByAccount = new(0, 12, 0);

    public static readonly Setting<FileStorage> Kind = new()
    {
        Key = "files.kind",
        Title = "Files in tables",
        Help = "Where Mathesar keeps files that people attach to records.",
        Since = s_files,
        Synonyms = ["attachments", "uploads", "bucket", "object storage"],
        Codec = Codecs.Choice(
            (FileStorage.None, new Option("none", "None", "The file column type stays switched off.")),
            (FileStorage.S3, new Option("s3", "S3 or compatible", "Amazon S3, MinIO, Garage, Ceph and others.")),
            (FileStorage.Azure, new Option("azure", "Azure Blob Storage", "Needs Mathesar 0.12.0 or newer."))),
        Default = _ => FileStorage.None,
        Example = FileStorage.S3,
    };

    public static readonly Setting<string> Nickname =
        Text("nickname", "Name in Mathesar", "What people see as the place of their files.", "Team files", IsOn, "Files");

    public static readonly Setting<string> Bucket = Text("bucket", "Bucket", "The bucket in which the files are kept.", "tables-files", IsS3);

    public static readonly Setting<string> Endpoint = new()
    {
        Key = "files.endpoint",
        Title = "Endpoint",
        Help = "The service's address; empty for Amazon's own.",
        Since = s_files,
        Codec = WebUrl.Codec("https://s3.example.com"),
        Default = _ => "",
        Example = "https://s3.example.com",
        AskedWhen = IsS3,
    };

    public static readonly Setting<string> Region =
        Text("region", "Region", "The bucket's region, such as eu-central-1.", "eu-central-1", IsS3, "us-east-1");

    public static readonly Setting<string> AccessKeyId = Text("access-key-id", "Access key ID", "The public half of the key.", "AKIAEXAMPLE", IsS3);

    public static readonly Setting<SecretText> SecretAccessKey =
        Secret("secret-access-key", "Secret access key", "The secret half of the key.", "wJalr/K7MDENG+bPxRfi", IsS3);

    public static readonly Setting<string> Container =
        Text("container", "Container", "The blob container in which the files are kept.", "tables-files", IsAzure, since: s_azure);

    public static readonly Setting<string> Account =
        Text("account", "Storage account", "The storage account's name.", "tablesaccount", IsAzure, since: s_azure);

    public static readonly Setting<SecretText> AccountKey = Secret("account-key", "Account key",
        "The storage account's key; empty when the machine has a managed identity.", "YWNjb3VudC1rZXk=", IsAzure, s_azure);

    public static readonly Setting<SecretText> ConnectionString =
        Secret("connection-string", "Connection string", "Instead of account and key.", "AccountName=tables;AccountKey=c2VjcmV0", IsAzure, s_azure);

    public static readonly Setting<bool> PublicUpload = new()
    {
        Key = "files.public-upload",
        Title = "Uploads in public forms",
        Help = "Let people who fill in a public form attach files, without an account.",
        Since = s_files,
        Codec = Codecs.Flag,
        Default = _ => false,
        Example = true,
        AskedWhen = IsOn,
        Rare = true,
    };

    public static readonly Setting<int> PublicUploadLimit = new()
    {
        Key = "files.public-upload-limit",
        Title = "Largest public upload",
        Help = "The largest file that a public form takes, in megabytes (MB).",
        Since = s_files,
        Codec = Codecs.Number(1, 100_000, "MB"),
        Default = _ => 10,
        Example = 25,
        AskedWhen = a => IsOn(a) && a.Get(PublicUpload),
        Rare = true,
    };

    public static readonly Setting<bool> DataFilesOnAzure = new()
    {
        Key = "datafiles.kind",
        Variable = "DATA_FILES_STORAGE_BACKEND",
        Title = "Files for import",
        Help = "Where Mathesar keeps CSV files that people upload for import.",
        Since = s_dataFiles,
        Codec = Codecs.Choice(
            (false, new Option("local", "With Mathesar's data", "In a volume of its own.")),
            (true, new Option("azure", "Azure Blob Storage", "Nothing stays on this machine."))),
        Default = _ => false,
        Example = true,
        Rare = true,
    };

    public static readonly Setting<string> DataFilesContainer = new()
    {
        Key = "datafiles.container",
        Variable = "DATA_FILES_AZURE_CONTAINER",
        Title = "Container for import",
        Help = "The blob container for files that are imported.",
        Since = s_dataFiles,
        Codec = Codecs.Line,
        Default = _ => "mathesar-datafiles",
        Example = "imports",
        AskedWhen = a => a.Get(DataFilesOnAzure),
        Rare = true,
    };

    public static readonly Setting<string> DataFilesAccount = new()
    {
        Key = "datafiles.account",
        Variable = "DATA_FILES_AZURE_ACCOUNT_NAME",
        Title = "Storage account for import",
        Help = "The Azure storage account that holds the container.",
        Why = "Mathesar is given no key for it: it logs in by the identity that its machine, its pod or its environment has in Azure "
            + "(DefaultAzureCredential). That identity needs the role *Storage Blob Data Contributor* on the container.",
        Since = DataFilesByAccount,
        Codec = Codecs.Text("tablesaccount",
            static text => text is { Length: >= 3 and <= 24 } && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
                ? null
                : "A storage account's name has 3 to 24 lower-case letters and digits, such as tablesaccount."),
        Default = _ => "",
        Example = "tablesaccount",
        AskedWhen = a => a.Get(DataFilesOnAzure),
        Rare = true,
    };

    public static readonly Setting<SecretText> DataFilesConnectionString = new()
    {
        Key = "datafiles.connection-string",
        Variable = "DATA_FILES_AZURE_CONNECTION_STRING",
        Title = "Connection string for import",
        Help = "How Mathesar 0.11 reached that container; later releases read `datafiles.account` instead.",
        Since = s_dataFiles,
        Until = DataFilesByAccount,
        Secret = true,
        Codec = Codecs.Secret,
        Default = _ => default,
        Example = new SecretText("AccountName=imports;AccountKey=c2VjcmV0"),
        AskedWhen =
            a => a.Get(DataFilesOnAzure) && (a.Get(RunSettings.Version).Version < DataFilesByAccount || a.IsAnswered(DataFilesConnectionString!)),
        Rare = true,
    };

    public static readonly ImmutableArray<Setting> All =
    [
        Kind,
        Nickname, Bucket, Endpoint, Region, AccessKeyId, SecretAccessKey, Container, Account, AccountKey, ConnectionString, PublicUpload,
        PublicUploadLimit,
        DataFilesOnAzure, DataFilesContainer, DataFilesAccount, DataFilesConnectionString,
    ];

    private static bool IsOn(Answers a) => a.Get(Kind) is not FileStorage.None;

    private static bool IsS3(Answers a) => a.Get(Kind) is FileStorage.S3;

    private static bool IsAzure(Answers a) => a.Get(Kind) is FileStorage.Azure;

    private static Setting<string> Text(
        string part, string title, string help, string example, Func<Answers, bool> asked, string fallback = "", Version? since = null) => new()
        {
            Key = $"files.{part}",
            Title = title,
            Help = help,
            Since = since ?? s_files,
            Codec = Codecs.Line,
            Default = _ => fallback,
            Example = example,
            AskedWhen = asked,
        };

    private static Setting<SecretText> Secret(
        string part, string title, string help, string example, Func<Answers, bool> asked, Version? since = null) => new()
        {
            Key = $"files.{part}",
            Title = title,
            Help = help,
            Since = since ?? s_files,
            Secret = true,
            Codec = Codecs.Secret,
            Default = _ => default,
            Example = new SecretText(example),
            AskedWhen = asked,
        };
}
