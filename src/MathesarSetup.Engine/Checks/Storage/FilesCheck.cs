using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>Whether the bucket for files can be written, read and cleared with the key.</summary>
public sealed class FilesCheck : ICheck
{
    private readonly Fetch _fetch;

    public FilesCheck()
        : this(new Fetch())
    {
    }

    internal FilesCheck(Fetch fetch) => _fetch = fetch;

    public string Id => "files";

    public string Title => "Bucket for files";

    public string When => "Runs when files are kept in S3, and bucket and key are given.";

    public string Sends =>
        "Writes one object of 32 random bytes with a random name into the bucket, reads it and deletes it, signed with the key (signature version 4, "
            + "so the secret itself stays here).";

    public bool ReachesOut => true;

    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public ImmutableArray<Setting> DependsOn =>
    [
        FileSettings.Kind, FileSettings.Bucket, FileSettings.Endpoint, FileSettings.Region, FileSettings.AccessKeyId, FileSettings.SecretAccessKey,
    ];

    public ImmutableArray<FindingKind> Refusals =>
        [StorageFinding.UnknownKey, StorageFinding.WrongKey, StorageFinding.NotAllowed, StorageFinding.Refused];

    public Setting Anchor(Answers answers) => FileSettings.Bucket;

    public bool AppliesTo(Setup setup) => setup.Answers.Get(FileSettings.Kind) is FileStorage.S3
        && setup.Answers.Get(FileSettings.Bucket).Length > 0 && setup.Answers.Get(FileSettings.AccessKeyId).Length > 0
        && !setup.Answers.Get(FileSettings.SecretAccessKey).IsEmpty;

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var a = setup.Answers;
        var problem = FetchProblem.None;
        using var client = new AmazonS3Client(
            new BasicAWSCredentials(a.Get(FileSettings.AccessKeyId), a.Get(FileSettings.SecretAccessKey).Reveal()),
            S3Connection.Configure(a,
                () => Fetch.Client((_, certificate, chain, errors) =>
                    (problem = _fetch.Judge((X509Certificate2)certificate!, chain!, errors)) is FetchProblem.None)));
        try
        {
            await ProbeAsync(client, a.Get(FileSettings.Bucket), cancellation);
            return CheckOutcome.Of($"Wrote, read and deleted an object in the bucket {a.Get(FileSettings.Bucket)}.");
        }
        catch (AmazonServiceException refusal)
        {
            return CheckOutcome.Of(StorageFindings.Of(refusal, problem, a));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AmazonClientException or OperationCanceledException
            or System.Xml.XmlException)
        {
            return CheckOutcome.Of(StorageFindings.NotReached(problem is FetchProblem.None ? Fetch.Why(failure) : problem, a));
        }
    }

    private static async Task ProbeAsync(AmazonS3Client client, string bucket, CancellationToken cancellation)
    {
        var content = RandomNumberGenerator.GetBytes(32);
        var name = $"mathesar-setup-probe-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        using var stream = new MemoryStream(content);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = name, InputStream = stream, UseChunkEncoding = false },
            cancellation);
        try
        {
            using var answer = await client.GetObjectAsync(bucket, name, cancellation);
            var read = new byte[content.Length + 1];
            var count = await answer.ResponseStream.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, cancellation);
            if (!read.AsSpan(0, count).SequenceEqual(content))
            {
                throw new IOException("What was read is not what was written.");
            }
        }
        finally
        {
            await client.DeleteObjectAsync(bucket, name, CancellationToken.None);
        }
    }
}
