using Amazon.Runtime;
using Amazon.S3;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>How the library reaches the bucket: briefly, without trying again, and over clients that it is given.</summary>
internal static class S3Connection
{
    public static AmazonS3Config Configure(Answers a, Func<HttpClient> client)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = a.Get(FileSettings.Region),
            // Services other than Amazon's have no name of its own for each bucket.
            ForcePathStyle = a.Get(FileSettings.Endpoint).Length > 0,
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromSeconds(4),
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            HttpClientFactory = new OwnClients(client),
        };
        if (a.Get(FileSettings.Endpoint) is { Length: > 0 } endpoint)
        {
            config.ServiceURL = endpoint;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(a.Get(FileSettings.Region));
        }

        return config;
    }

    private sealed class OwnClients(Func<HttpClient> make) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => make();

        // It disposes of each after its request.
        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
