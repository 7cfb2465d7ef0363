using System.Text.RegularExpressions;
using Azure;
using MathesarSetup.Engine.Checks.Network;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Storage;

/// <summary>Why a blob container cannot be used, from the code that Azure gave. Its own words are left out.</summary>
internal static partial class AzureFindings
{
    /// <summary>What is wrong with the names, before anybody is asked; null when nothing is.</summary>
    public static Finding? Names(AzurePlace place) =>
        place.Connection.IsEmpty && !AccountName().IsMatch(place.Account)
        ? StorageFinding.AccountName.Say(
            $"A storage account's name has 3 to 24 lower-case letters and digits, and {place.Account} does not. Correct the name.", place.AccountKey)
        : ContainerName().IsMatch(place.Container) ? null : BadContainer(place);

    public static Finding Of(RequestFailedException refusal, AzurePlace place) => refusal switch
    {
        { ErrorCode: "ContainerNotFound" } =>
            StorageFinding.ContainerMissing.Say(
                $"There is no blob container {place.Container} in this storage account. Make it there, or correct the name.", place.NameKey),
        { ErrorCode: "InvalidResourceName" } => BadContainer(place),
        { ErrorCode: "AuthenticationFailed" } when IsOld(refusal) => StorageFinding.Clock.At(place.AccountKey),
        { ErrorCode: "AuthenticationFailed" or "InvalidAuthenticationInfo" or "NoAuthenticationInformation" } =>
            StorageFinding.WrongAccountKey.Say("Azure does not take the key, or the signature is no longer valid. "
                + "Copy the account key or the connection string from the storage account once more.", place.SecretKey),
        { ErrorCode: "AccountIsDisabled" } =>
            StorageFinding.AccountDisabled.Say("The storage account is disabled. Let Azure's subscription be settled, or use another account.",
                place.AccountKey),
        { Status: 403 } =>
            StorageFinding.AccountNotAllowed.Say($"The storage account does not let this machine write, read and delete in {place.Container}. "
                + "Give the key these rights, and let the account's firewall take this machine.", place.SecretKey),
        _ =>
            StorageFinding.AzureRefused.Say(
                $"The service refused to work on the container{(refusal.Status == 0 ? "" : $" (HTTP {refusal.Status})")}. "
                    + "It may not be Azure Blob Storage; correct the account or the connection string.",
                place.AccountKey),
    };

    public static Finding Malformed(AzurePlace place) =>
        StorageFinding.AccountKeyMalformed.Say("This is no key of a storage account: Azure gives an account key in base 64, and a connection string "
            + "such as DefaultEndpointsProtocol=https;AccountName=NAME;AccountKey=KEY;EndpointSuffix=core.windows.net. Copy it from there once more.",
            place.SecretKey);

    public static Finding NotReached(FetchProblem problem, string host, AzurePlace place) =>
        StorageFinding.Unreachable.Say($"The storage account cannot be reached. {FetchWords.Of(problem, host)}", place.AccountKey);

    // Azure has one code for a wrong key and for a request that its clock calls old; the detail tells them apart.
    private static bool IsOld(RequestFailedException refusal) =>
        refusal.Message.Contains("Request date header too old", StringComparison.OrdinalIgnoreCase);

    private static Finding BadContainer(AzurePlace place) =>
        StorageFinding.ContainerName.Say(
            $"Azure takes no container named {place.Container}: names have 3 to 63 lower-case letters, digits and single hyphens. Correct the name.",
            place.NameKey);

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex AccountName();

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerName();
}
