using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>The kinds of finding about the answers about files attached to records.</summary>
public static class FileStorageFinding
{
    public static readonly FindingKind NoConnectionString = FindingKind.Error("datafiles.no-connection-string",
        "Give the connection string with which Mathesar reaches the container.");

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
}
