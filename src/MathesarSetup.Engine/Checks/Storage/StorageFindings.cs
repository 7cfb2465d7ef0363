using System.Net;
using Amazon.Runtime;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>Why the bucket cannot be used, from the code that the service gave. Its own words are left out.</summary>
internal static class StorageFindings
{
    public static Finding Of(AmazonServiceException refusal, FetchProblem problem, Answers a) => refusal switch
    {
        _ when problem is not FetchProblem.None => NotReached(problem, a),
        { ErrorCode: "NoSuchBucket" } =>
            StorageFinding.BucketMissing.Say($"There is no bucket {a.Get(FileSettings.Bucket)} at this service. Make it there, or correct the name.",
                FileSettings.Bucket.Key),
        { ErrorCode: "InvalidAccessKeyId" } => StorageFinding.UnknownKey.At(FileSettings.AccessKeyId.Key),
        { ErrorCode: "SignatureDoesNotMatch" } => StorageFinding.WrongKey.At(FileSettings.SecretAccessKey.Key),
        { ErrorCode: "AuthorizationHeaderMalformed" or "PermanentRedirect" or "IllegalLocationConstraintException" } =>
            StorageFinding.WrongRegion.Say($"The bucket {a.Get(FileSettings.Bucket)} does not lie in the region {a.Get(FileSettings.Region)}. "
                + "Give the one that the service names for it.", FileSettings.Region.Key),
        { ErrorCode: "AccessDenied" } or { StatusCode: HttpStatusCode.Forbidden } =>
            StorageFinding.NotAllowed.Say($"The key may not write, read and delete in the bucket {a.Get(FileSettings.Bucket)}. "
                + "Allow s3:PutObject, s3:GetObject and s3:DeleteObject on it.", FileSettings.AccessKeyId.Key),
        { ErrorCode: "RequestTimeTooSkewed" } => StorageFinding.Clock.At(FileSettings.Endpoint.Key),
        { StatusCode: 0, InnerException: { } inner } => NotReached(Fetch.Why(inner), a),
        _ =>
            StorageFinding.Refused.Say($"The service refused to work on the bucket (HTTP {(int)refusal.StatusCode}). It may not speak S3; "
                + "correct the endpoint, or look at its log.", FileSettings.Endpoint.Key),
    };

    public static Finding NotReached(FetchProblem problem, Answers a) =>
        StorageFinding.Unreachable.Say($"The service for files cannot be reached. {FetchWords.Of(problem, Host(a))}", FileSettings.Endpoint.Key);

    private static string Host(Answers a) =>
        a.Get(FileSettings.Endpoint) is { Length: > 0 } endpoint && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? uri.Authority
            : $"s3.{a.Get(FileSettings.Region)}.amazonaws.com";
}
