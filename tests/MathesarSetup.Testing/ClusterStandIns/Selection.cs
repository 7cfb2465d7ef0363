using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>Which objects of a list are meant: by labels that equal, and by the name.</summary>
internal sealed record Selection(string Labels, string Fields)
{
    public bool Has(JsonObject found) => Parts(Labels).All(p => Is(found, p)) && Parts(Fields).All(p => p.Split('=') is ["metadata.name", ..,
        var name]
        ? found["metadata"]!["name"]!.ToString() == name
        : throw new ApiFailure(400, "BadRequest", $"field label not supported: {p}"));

    private static bool Is(JsonObject found, string part)
    {
        var words = part.Split('=', StringSplitOptions.RemoveEmptyEntries);
        var value = (found["metadata"]!["labels"] as JsonObject)?[words[0]]?.ToString();
        return words.Length == 1 ? value is not null : value == words[1];
    }

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
