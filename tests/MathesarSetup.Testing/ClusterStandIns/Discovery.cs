using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>What a cluster tells of itself: its version, its kinds, and as much OpenAPI as kubectl asks for before it applies.</summary>
internal static class Discovery
{
    private static readonly string[] s_verbs = ["create", "delete", "get", "list", "patch", "update", "watch"];

    /// <summary>The answer to such a path; null for any other.</summary>
    public static JsonObject? Answer(string path, IReadOnlyCollection<ResourceKind> kinds, string version)
    {
        if (path.StartsWith("/openapi/v3/", StringComparison.Ordinal))
        {
            return Described(path["/openapi/v3".Length..], kinds);
        }

        var words = path.Trim('/').Split('/');
        return words switch
        {
            ["version"] => new JsonObject
            {
                ["major"] = version.Split('.')[0],
                ["minor"] = version.Split('.')[1],
                ["gitVersion"] = $"v{version}.0",
                ["platform"] = "linux/amd64",
            },
            ["api"] => new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") },
            ["apis"] => new JsonObject
            {
                ["kind"] = "APIGroupList",
                ["apiVersion"] = "v1",
                ["groups"] = new JsonArray([.. Groups(kinds).Select(static g => Group(g))]),
            },
            ["api", "v1"] => Resources("v1", kinds),
            ["apis", var group, var name] when Groups(kinds).Contains($"{group}/{name}") => Resources($"{group}/{name}", kinds),
            ["openapi", "v3"] => new JsonObject
            {
                ["paths"] = new JsonObject(kinds.Select(static k => k.Root.TrimStart('/')).Distinct().Select(static root =>
                    KeyValuePair.Create(root, (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{root}?hash=1" }))),
            },
            _ => null,
        };
    }

    private static IEnumerable<string> Groups(IEnumerable<ResourceKind> kinds) =>
        kinds.Where(static k => k.Group.Length > 0).Select(static k => k.GroupVersion).Distinct();

    private static JsonObject Group(string groupVersion)
    {
        JsonObject Version() => new() { ["groupVersion"] = groupVersion, ["version"] = groupVersion.Split('/')[1] };
        return new() { ["name"] = groupVersion.Split('/')[0], ["versions"] = new JsonArray(Version()), ["preferredVersion"] = Version() };
    }

    private static JsonObject Resources(string groupVersion, IEnumerable<ResourceKind> kinds) => new()
    {
        ["kind"] = "APIResourceList",
        ["apiVersion"] = "v1",
        ["groupVersion"] = groupVersion,
        ["resources"] = new JsonArray([.. kinds.Where(k => k.GroupVersion == groupVersion).Select(static k => new JsonObject
        {
            ["name"] = k.Plural,
            ["singularName"] = k.Kind.ToLowerInvariant(),
            ["namespaced"] = k.IsNamespaced,
            ["kind"] = k.Kind,
            ["verbs"] = new JsonArray([.. s_verbs.Select(static v => (JsonNode)v)]),
        })]),
    };

    // kubectl looks whether PATCH of a kind has these parameters, and sends what it does by that.
    private static JsonObject? Described(string root, IEnumerable<ResourceKind> kinds)
    {
        var paths = kinds.Where(k => k.Root == root).Select(static k => KeyValuePair.Create(
            $"{k.Root}{(k.IsNamespaced ? "/namespaces/{namespace}" : "")}/{k.Plural}/{{name}}", (JsonNode?)new JsonObject
            {
                ["patch"] = new JsonObject
                {
                    ["x-kubernetes-group-version-kind"] = new JsonObject { ["group"] = k.Group, ["version"] = k.Version, ["kind"] = k.Kind },
                    ["parameters"] = new JsonArray([.. new[] { "dryRun", "fieldManager", "fieldValidation", "force" }.Select(static name =>
                        new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } })]),
                    ["responses"] = new JsonObject(),
                },
            })).ToArray();
        return paths is [] ? null : new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "A stand-in", ["version"] = "1" },
            ["paths"] = new JsonObject(paths),
        };
    }
}
