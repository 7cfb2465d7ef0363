using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the answers about files attached to records.</summary>
public static class FileStorageFinding
{
    public static readonly FindingKind AzureTooEarly = FindingKind.Error("files.azure-too-early",
        "Mathesar keeps files in Azure from 0.12.0 on. Choose a newer release, or S3.");

    public static readonly FindingKind NoAccessKey = FindingKind.Error("files.no-access-key",
        "Give the access key ID with which Mathesar reads and writes the bucket.");

    public static readonly FindingKind NoAccount = FindingKind.Error("files.no-account",
        "Give the storage account's name, or a connection string.");

    public static readonly FindingKind NoBucket = FindingKind.Error("files.no-bucket",
        "Name the bucket in which files are kept. It has to exist.");

    public static readonly FindingKind NoContainer = FindingKind.Error("files.no-container",
        "Name the blob container in which files are kept. It has to exist.");

    public static readonly FindingKind NoSecretKey = FindingKind.Error("files.no-secret-key",
        "Give the secret access key that belongs to the access key ID.");

    public static readonly FindingKind DataAzureTooEarly = FindingKind.Error("datafiles.azure-too-early",
        "Mathesar imports from Azure from 0.12.0 on; 0.11.0 fails at every upload. Keep these files with Mathesar's data until then.");

    public static readonly FindingKind DataNoAccount = FindingKind.Error("datafiles.no-account",
        "Name the storage account that holds the container for imports.");

    public static readonly FindingKind DataConnectionStringUnread = FindingKind.Warning("datafiles.connection-string-unread",
        "From 0.12.0 on Mathesar reads no connection string for imports and logs in by its machine's identity. "
            + "The answer is kept and written nowhere.");
}
