using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>The kinds of finding about a service for files as it was met.</summary>
public static class StorageFinding
{
    public static readonly FindingKind AccountDisabled = FindingKind.Error("files.account-disabled",
        "The storage account is disabled. Let the subscription be settled, or use another account.");

    public static readonly FindingKind AccountKeyMalformed = FindingKind.Error("files.account-key-malformed",
        "The text is no account key or connection string as Azure gives them. Copy it from there once more.");

    public static readonly FindingKind AccountName = FindingKind.Error("files.account-name",
        "A storage account's name has 3 to 24 lower-case letters and digits. Correct the name.");

    public static readonly FindingKind AccountNotAllowed = FindingKind.Error("files.account-not-allowed",
        "The key, or the account's firewall, does not let this machine write, read and delete in the container. Allow it.");

    public static readonly FindingKind AzureRefused = FindingKind.Error("files.azure-refused",
        "The service refused to work on the container. It may not be Azure Blob Storage; correct the account or the connection string.");

    public static readonly FindingKind BucketMissing = FindingKind.Error("files.bucket-missing",
        "There is no such bucket at the service. Make it there, or correct the name.");

    public static readonly FindingKind Clock = FindingKind.Error("files.clock",
        "The clocks of this machine and of the service differ by more than 15 min. Set this machine's clock.");

    public static readonly FindingKind ContainerMissing = FindingKind.Error("files.container-missing",
        "There is no such blob container in the storage account. Make it there, or correct the name.");

    public static readonly FindingKind ContainerName = FindingKind.Error("files.container-name",
        "Azure takes no container of this name: 3 to 63 lower-case letters, digits and single hyphens. Correct it.");

    public static readonly FindingKind NotAllowed = FindingKind.Error("files.not-allowed",
        "The key may not write, read and delete in the bucket. Allow the three.");

    public static readonly FindingKind Refused = FindingKind.Error("files.refused",
        "The service refused to work on the bucket. It may not speak S3; correct the endpoint.");

    public static readonly FindingKind UnknownKey = FindingKind.Error("files.unknown-key",
        "The service does not know the access key ID. Copy it from there once more.");

    public static readonly FindingKind Unreachable = FindingKind.Error("files.unreachable",
        "The service for files cannot be reached, for the reason that the message gives.");

    public static readonly FindingKind WrongAccountKey = FindingKind.Error("files.wrong-account-key",
        "Azure does not take the account key or the signature. Copy it from the storage account once more.");

    public static readonly FindingKind WrongKey = FindingKind.Error("files.wrong-key",
        "The secret access key does not belong to the access key ID. Copy it from the service once more.");

    public static readonly FindingKind WrongRegion = FindingKind.Error("files.wrong-region",
        "The bucket lies in another region. Give the one that the service names for it.");
}
