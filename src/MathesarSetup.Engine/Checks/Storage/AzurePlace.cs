using System.Collections.Immutable;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>A blob container that the answers name, and the key to it.</summary>
/// <param name="Connection">A connection string; empty where account and key are given.</param>
/// <param name="NameKey">The setting that names the container.</param>
/// <param name="SecretKey">The setting that lets in.</param>
/// <param name="AccountKey">The setting that names the account.</param>
internal sealed record AzurePlace(
    string Container, SecretText Connection, string Account, SecretText Key, string NameKey, string SecretKey, string AccountKey)
{
    /// <summary>Those that can be tried: with a managed identity only the machine that has it can.</summary>
    public static ImmutableArray<AzurePlace> Of(Answers a) =>
    [
        .. new[] { Files(a) }.OfType<AzurePlace>()
            .Where(p => p.Container.Length > 0 && (!p.Connection.IsEmpty || (p.Account.Length > 0 && !p.Key.IsEmpty))),
    ];

    /// <exception cref="FormatException">The connection string or the key is none.</exception>
    public BlobContainerClient Open(Func<string, Uri> endpoint, HttpClient client)
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(client) };
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(4);
        (options.Diagnostics.IsLoggingEnabled, options.Diagnostics.IsTelemetryEnabled, options.Diagnostics.IsDistributedTracingEnabled) =
            (false, false, false);
        return !Connection.IsEmpty
            ? new BlobContainerClient(Connection.Reveal(), Container, options)
            : new BlobContainerClient(new Uri($"{endpoint(Account).AbsoluteUri.TrimEnd('/')}/{Container}"),
                new StorageSharedKeyCredential(Account, Key.Reveal()), options);
    }

    private static AzurePlace? Files(Answers a) => a.Get(FileSettings.Kind) is not FileStorage.Azure ? null : new(
        a.Get(FileSettings.Container), a.Get(FileSettings.ConnectionString), a.Get(FileSettings.Account), a.Get(FileSettings.AccountKey),
        FileSettings.Container.Key, a.Get(FileSettings.ConnectionString).IsEmpty ? FileSettings.AccountKey.Key : FileSettings.ConnectionString.Key,
        a.Get(FileSettings.ConnectionString).IsEmpty ? FileSettings.Account.Key : FileSettings.ConnectionString.Key);
}
