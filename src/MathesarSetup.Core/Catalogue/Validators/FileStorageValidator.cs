using FluentValidation;
using MathesarSetup.Findings;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Files attached to records.</summary>
internal sealed class FileStorageValidator : AbstractValidator<Answers>
{
    private const string AccountName = "AccountName=";

    private static readonly Version s_firstWithAzure = new(0, 12, 0);

    public FileStorageValidator()
    {
        When(static a => a.Get(FileSettings.Kind) is FileStorage.S3, () =>
        {
            RuleFor(a => a).Must(static a => a.Get(FileSettings.Bucket).Length > 0).Says(FileStorageFinding.NoBucket, FileSettings.Bucket);
            RuleFor(a => a).Must(static a => a.Get(FileSettings.AccessKeyId).Length > 0)
                .Says(FileStorageFinding.NoAccessKey, FileSettings.AccessKeyId);
            RuleFor(a => a).Must(static a => !a.Get(FileSettings.SecretAccessKey).IsEmpty)
                .Says(FileStorageFinding.NoSecretKey, FileSettings.SecretAccessKey);
        });

        When(static a => a.Get(FileSettings.Kind) is FileStorage.Azure, () =>
        {
            RuleFor(a => a).Must(KnowsAzure).Says(FileStorageFinding.AzureTooEarly, FileSettings.Kind, fix: static _ => ReleaseValidator.Newest());
            RuleFor(a => a).Must(static a => a.Get(FileSettings.Container).Length > 0).Says(FileStorageFinding.NoContainer, FileSettings.Container);
            RuleFor(a => a).Must(static a => a.Get(FileSettings.Account).Length > 0 || !a.Get(FileSettings.ConnectionString).IsEmpty)
                .Says(FileStorageFinding.NoAccount, FileSettings.Account);
        });

        When(static a => a.Get(FileSettings.DataFilesOnAzure), Imports);
    }

    private void Imports()
    {
        RuleFor(a => a).Must(LogsInByIdentity)
            .Says(FileStorageFinding.DataAzureTooEarly, FileSettings.DataFilesOnAzure,
                static a =>
                    $"Mathesar {a.Get(RunSettings.Version)} cannot import from Azure: 0.11.0 fails at every upload, and 0.12.0 is the first that "
                        + "works. Keep these files with Mathesar's data until you have upgraded.",
                static _ => Fix.To("Keep them with Mathesar's data", FileSettings.DataFilesOnAzure, false));

        When(LogsInByIdentity, () =>
        {
            RuleFor(a => a).Must(static a => a.Get(FileSettings.DataFilesAccount).Length > 0)
                .Says(FileStorageFinding.DataNoAccount, FileSettings.DataFilesAccount,
                    static a =>
                        $"Name the storage account that holds the container: Mathesar {a.Get(RunSettings.Version)} logs in there by the identity "
                            + "of its machine.",
                    static a => NamedAccount(a) is { } named ? Fix.To($"Use the account {named}", FileSettings.DataFilesAccount, named) : null);

            RuleFor(a => a).Must(static a => a.Get(FileSettings.DataFilesConnectionString).IsEmpty)
                .Says(FileStorageFinding.DataConnectionStringUnread, FileSettings.DataFilesConnectionString,
                    static a =>
                        $"Mathesar {a.Get(RunSettings.Version)} does not read this connection string: it logs in by the identity of its machine, "
                            + "which needs the role Storage Blob Data Contributor on the container. The answer is kept and written nowhere.");
        });
    }

    private static bool LogsInByIdentity(Answers a) => a.Get(RunSettings.Version).Version >= FileSettings.DataFilesByAccount;

    private static string? NamedAccount(Answers a) => a.Get(FileSettings.DataFilesConnectionString).Reveal().Split(';')
        .FirstOrDefault(static part => part.StartsWith(AccountName, StringComparison.OrdinalIgnoreCase)) is { } part
        && FileSettings.DataFilesAccount.Codec.TryParse(part[AccountName.Length..], out var name, out _) ? name : null;

    private static bool KnowsAzure(Answers a) => a.Get(RunSettings.Version).Version >= s_firstWithAzure;
}
