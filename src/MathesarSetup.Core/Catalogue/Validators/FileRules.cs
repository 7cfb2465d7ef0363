using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about files attached to records.</summary>
internal static class FileRules
{
    private const string AccountName = "AccountName=";

    public static IEnumerable<Finding> Check(Answers a) => a.Get(FileSettings.Kind) switch
    {
        FileStorage.S3 => S3(a).Concat(DataFiles(a)),
        FileStorage.Azure => Azure(a).Concat(DataFiles(a)),
        _ => DataFiles(a),
    };

    private static IEnumerable<Finding> S3(Answers a)
    {
        if (a.Get(FileSettings.Bucket).Length == 0)
        {
            yield return Finding.Error("files.no-bucket", "Name the bucket in which files are kept. It has to exist.", FileSettings.Bucket.Key);
        }

        if (a.Get(FileSettings.AccessKeyId).Length == 0)
        {
            yield return Finding.Error("files.no-access-key", "Give the access key ID with which Mathesar reads and writes the bucket.", FileSettings.AccessKeyId.Key);
        }

        if (a.Get(FileSettings.SecretAccessKey).IsEmpty)
        {
            yield return Finding.Error("files.no-secret-key", "Give the secret access key that belongs to the access key ID.", FileSettings.SecretAccessKey.Key);
        }
    }

    private static IEnumerable<Finding> Azure(Answers a)
    {
        if (a.Get(RunSettings.Version).Version < new Version(0, 12, 0))
        {
            yield return Finding.Error("files.azure-too-early", "Mathesar keeps files in Azure from 0.12.0 on. Choose a newer release, or S3.", FileSettings.Kind.Key,
                Fix.To($"Use Mathesar {Releases.Newest}", RunSettings.Version.Key, Releases.Newest.ToString()));
        }

        if (a.Get(FileSettings.Container).Length == 0)
        {
            yield return Finding.Error("files.no-container", "Name the blob container in which files are kept. It has to exist.", FileSettings.Container.Key);
        }

        if (a.Get(FileSettings.Account).Length == 0 && a.Get(FileSettings.ConnectionString).IsEmpty)
        {
            yield return Finding.Error("files.no-account", "Give the storage account's name, or a connection string.", FileSettings.Account.Key);
        }
    }

    private static IEnumerable<Finding> DataFiles(Answers a)
    {
        var release = a.Get(RunSettings.Version);
        var account = a.Get(FileSettings.DataFilesAccount);
        if (!a.Get(FileSettings.DataFilesOnAzure))
        {
            yield break;
        }

        if (release.Version < FileSettings.DataFilesByAccount)
        {
            yield return Finding.Error("datafiles.azure-too-early",
                $"Mathesar {release} cannot import from Azure: 0.11.0 fails at every upload, and 0.12.0 is the first that works. Keep these files with Mathesar's data until you have upgraded.", FileSettings.DataFilesOnAzure.Key,
                Fix.To("Keep them with Mathesar's data", FileSettings.DataFilesOnAzure.Key, "local"));
        }
        else if (account.Length == 0)
        {
            var named = NamedIn(a.Get(FileSettings.DataFilesConnectionString).Reveal());
            yield return Finding.Error("datafiles.no-account", $"Name the storage account that holds the container: Mathesar {release} logs in there by the identity of its machine.", FileSettings.DataFilesAccount.Key,
                named is null ? null : Fix.To($"Use the account {named}", FileSettings.DataFilesAccount.Key, named));
        }

        if (release.Version >= FileSettings.DataFilesByAccount && !a.Get(FileSettings.DataFilesConnectionString).IsEmpty)
        {
            yield return Finding.Warning("datafiles.connection-string-unread",
                $"Mathesar {release} does not read this connection string: it logs in by the identity of its machine, which needs the role Storage Blob Data Contributor on the container. The answer is kept and written nowhere.", FileSettings.DataFilesConnectionString.Key);
        }
    }

    private static string? NamedIn(string connection) => connection.Split(';')
        .FirstOrDefault(static part => part.StartsWith(AccountName, StringComparison.OrdinalIgnoreCase)) is { } part && FileSettings.DataFilesAccount.Codec.TryParse(part[AccountName.Length..], out var name, out _) ? name : null;
}
