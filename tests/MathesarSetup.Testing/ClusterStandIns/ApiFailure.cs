using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>An answer of the API's that says no, in the form of a <c>Status</c>.</summary>
internal sealed class ApiFailure(int code, string reason, string message) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>After how many seconds it may be tried again; null where that is not said.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What it is about, each with a field.</summary>
    public JsonArray Causes { get; init; } = [];

    public JsonObject Status => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = reason,
        ["details"] = new JsonObject { ["causes"] = Causes.DeepClone() },
        ["code"] = Code,
    };

    public static ApiFailure NotFound(ResourceKind kind, string name) => new(404, "NotFound", $"{kind.Shown} \"{name}\" not found");

    public static ApiFailure Invalid(ResourceKind kind, string name, string field, string message) =>
        new(422, "Invalid", $"{kind.Kind}{(kind.Group.Length == 0 ? "" : $".{kind.Group}")} \"{name}\" is invalid: {field}: {message}")
        {
            Causes = [new JsonObject { ["reason"] = "FieldValueInvalid", ["message"] = message, ["field"] = field }],
        };
}
