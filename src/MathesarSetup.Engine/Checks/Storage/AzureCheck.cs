using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure;
using Azure.Storage.Blobs;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>Whether the blob containers for files can be written, read and cleared with what the answers give.</summary>
public sealed class AzureCheck : ICheck
{
    private readonly Fetch _fetch;
    private readonly Func<string, Uri> _endpoint;

    public AzureCheck()
        : this(new Fetch(), account => new Uri($"https://{account}.blob.core.windows.net"))
    {
    }

    /// <param name="endpoint">Where an account's blobs are served.</param>
    internal AzureCheck(Fetch fetch, Func<string, Uri> endpoint) => (_fetch, _endpoint) = (fetch, endpoint);

    public string Id => "azure";

    public string Title => "Blob containers";

    public string When =>
        "Runs when files are kept in Azure Blob Storage, and container and key or connection string are given. "
            + "With a managed identity, only the machine that has it can try; so it is with files for import.";

    public string Sends => "Writes one blob of 32 random bytes with a random name into each container, reads it and deletes it, signed with the "
        + "account key, which itself stays here. A shared access signature in a connection string goes along, to the storage account alone.";

    public bool ReachesOut => true;

    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    public ImmutableArray<Setting> DependsOn =>
    [
        FileSettings.Kind, FileSettings.Container, FileSettings.Account, FileSettings.AccountKey, FileSettings.ConnectionString,
    ];

    public ImmutableArray<FindingKind> Refusals =>
        [StorageFinding.WrongAccountKey, StorageFinding.AccountNotAllowed, StorageFinding.AccountDisabled, StorageFinding.AzureRefused];

    public Setting Anchor(Answers answers) => FileSettings.Container;

    public bool AppliesTo(Setup setup) => !AzurePlace.Of(setup.Answers).IsEmpty;

    public async Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation)
    {
        var places = AzurePlace.Of(setup.Answers);
        var findings = (await Task.WhenAll(places.Select(place => TryAsync(place, cancellation)))).OfType<Finding>().ToImmutableArray();
        return new CheckOutcome(findings is []
            ? $"Wrote, read and deleted a blob in {string.Join(" and in ", places.Select(p => p.Container).Distinct())}."
            : "", findings);
    }

    private async Task<Finding?> TryAsync(AzurePlace place, CancellationToken cancellation)
    {
        if (AzureFindings.Names(place) is { } misnamed)
        {
            return misnamed;
        }

        var problem = FetchProblem.None;
        using var client =
            Fetch.Client((_, certificate, chain, errors) =>
                (problem = _fetch.Judge((X509Certificate2)certificate!, chain!, errors)) is FetchProblem.None);
        var host = "the account";
        try
        {
            var container = place.Open(_endpoint, client);
            host = container.Uri.Authority;
            await ProbeAsync(container, cancellation);
            return null;
        }
        catch (FormatException)
        {
            return AzureFindings.Malformed(place);
        }
        catch (RequestFailedException refusal) when (problem is FetchProblem.None && refusal.Status != 0)
        {
            return AzureFindings.Of(refusal, place);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or HttpRequestException or IOException
            or OperationCanceledException or System.Xml.XmlException or ArgumentException)
        {
            return AzureFindings.NotReached(problem is FetchProblem.None
                ? Fetch.Why(failure is OperationCanceledException ? failure : failure.InnerException ?? failure)
                : problem, host, place);
        }
    }

    private static async Task ProbeAsync(BlobContainerClient container, CancellationToken cancellation)
    {
        var content = RandomNumberGenerator.GetBytes(32);
        var blob = container.GetBlobClient($"mathesar-setup-probe-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");
        await blob.UploadAsync(new BinaryData(content), overwrite: true, cancellation);
        try
        {
            var answer = await blob.DownloadContentAsync(cancellation);
            if (!answer.Value.Content.ToMemory().Span.SequenceEqual(content))
            {
                throw new IOException("What was read is not what was written.");
            }
        }
        finally
        {
            await blob.DeleteIfExistsAsync(cancellationToken: CancellationToken.None);
        }
    }
}
