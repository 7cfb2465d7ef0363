using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Catalogue.Validators;

/// <summary>Rules about files attached to records.</summary>
internal static class FileRules
{
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
        var release = a.Get(RunSettings.Version).Version;
        if (a.Get(FileSettings.DataFilesOnAzure) && a.Get(FileSettings.DataFilesConnectionString).IsEmpty && release < new Version(0, 12, 0))
        {
            yield return Finding.Error("datafiles.no-connection-string", "Give the connection string with which Mathesar reaches the container.", FileSettings.DataFilesConnectionString.Key);
        }
    }
}
