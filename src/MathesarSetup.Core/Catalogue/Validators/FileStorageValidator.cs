using FluentValidation;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Files attached to records.</summary>
internal sealed class FileStorageValidator : AbstractValidator<Answers>
{
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

        RuleFor(a => a).Must(static a => !a.Get(FileSettings.DataFilesConnectionString).IsEmpty)
            .When(static a => a.Get(FileSettings.DataFilesOnAzure) && !KnowsAzure(a))
            .Says(FileStorageFinding.NoConnectionString, FileSettings.DataFilesConnectionString);
    }

    private static bool KnowsAzure(Answers a) => a.Get(RunSettings.Version).Version >= s_firstWithAzure;
}
