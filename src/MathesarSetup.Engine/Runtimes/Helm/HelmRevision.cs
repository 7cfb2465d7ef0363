using System.Text.Json.Serialization;

namespace MathesarSetup.Engine.Runtimes.Helm;

/// <summary>One revision of a release, as Helm's history tells it.</summary>
internal sealed record HelmRevision(int Revision, string Status, string Description)
{
    /// <summary>Whether a Helm is at work on it, or was cut off.</summary>
    [JsonIgnore]
    public bool IsPending => Status.StartsWith("pending-", StringComparison.Ordinal) || Status == "uninstalling";

    [JsonIgnore]
    public bool IsInUse => Status == "deployed";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HelmRevision[]))]
internal sealed partial class HelmJson : JsonSerializerContext;
