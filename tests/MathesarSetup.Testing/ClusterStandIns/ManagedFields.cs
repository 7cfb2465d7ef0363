using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>Who set which fields of an object: server-side apply, and what other writers take over.</summary>
internal static class ManagedFields
{
    private sealed record Owner(string Manager, bool IsApply, string Version, HashSet<string> Paths);

    /// <summary>The object after somebody applied a part of it.</summary>
    /// <exception cref="ApiFailure">Somebody else set a field otherwise, and it is not forced.</exception>
    public static JsonObject Apply(JsonObject? live, JsonObject wanted, string manager, bool isForced)
    {
        var result = (live ?? Bare(wanted)).DeepClone().AsObject();
        var (present, leaves, owners) = (FieldLeaves.Of(result), FieldLeaves.Of(wanted), Read(live));
        var conflicts = owners.Where(o => !(o.IsApply && o.Manager == manager))
            .SelectMany(o => leaves.Where(l => o.Paths.Contains(l.Key) && !JsonNode.DeepEquals(l.Value, present.GetValueOrDefault(l.Key)))
                .Select(l => (Owner: o, Path: l.Key))).ToArray();
        if (conflicts is not [] && !isForced)
        {
            throw Conflict(conflicts);
        }

        foreach (var (owner, path) in conflicts)
        {
            owner.Paths.Remove(path);
        }

        var former = owners.FirstOrDefault(o => o.IsApply && o.Manager == manager)?.Paths ?? [];
        owners.RemoveAll(o => o.IsApply && o.Manager == manager);
        // The longest first, so that the mark of an item goes after what is in it.
        foreach (var path in former.Where(p => !leaves.ContainsKey(p) && !owners.Any(o => o.Paths.Contains(p)))
            .OrderBy(static p => p.EndsWith('.')))
        {
            FieldLeaves.Remove(result, path);
        }

        foreach (var (path, value) in leaves)
        {
            FieldLeaves.Set(result, path, value);
        }

        owners.Add(new Owner(manager, true, wanted["apiVersion"]!.ToString(), [.. leaves.Keys]));
        Write(result, owners);
        return result;
    }

    /// <summary>Gives the fields that a write changed to who wrote.</summary>
    public static void Update(JsonObject? former, JsonObject result, string manager)
    {
        var (before, after, owners) = (former is null ? [] : FieldLeaves.Of(former), FieldLeaves.Of(result), Read(former));
        var changed = after.Where(l => !before.TryGetValue(l.Key, out var there) || !JsonNode.DeepEquals(there, l.Value)).Select(static l => l.Key)
            .ToHashSet();
        foreach (var owner in owners)
        {
            owner.Paths.RemoveWhere(p => !after.ContainsKey(p) || changed.Contains(p));
        }

        if (changed.Count > 0)
        {
            var own = owners.FirstOrDefault(o => !o.IsApply && o.Manager == manager);
            owners.RemoveAll(o => o == own);
            owners.Add(new Owner(manager, false, result["apiVersion"]!.ToString(), [.. changed, .. own?.Paths ?? []]));
        }

        Write(result, owners);
    }

    private static ApiFailure Conflict((Owner Owner, string Path)[] conflicts)
    {
        var named = conflicts.Select(static c => (By: $"conflict with \"{c.Owner.Manager}\"{(c.Owner.IsApply ? "" : $" using {c.Owner.Version}")}",
            Field: FieldLeaves.Shown(c.Path))).ToArray();
        return new ApiFailure(409, "Conflict", $"Apply failed with {named.Length} conflict{(named.Length == 1 ? "" : "s")}: "
            + string.Join(", ", named.Select(static n => $"{n.By}: {n.Field}")))
        {
            Causes = [.. named.Select(static n => new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = n.By, ["field"] = n.Field })],
        };
    }

    private static JsonObject Bare(JsonObject wanted) => new()
    {
        ["apiVersion"] = wanted["apiVersion"]!.DeepClone(),
        ["kind"] = wanted["kind"]!.DeepClone(),
        ["metadata"] = new JsonObject(),
    };

    private static List<Owner> Read(JsonObject? live) =>
    [
        .. (live?["metadata"]?["managedFields"]?.AsArray() ?? []).Select(static entry => new Owner(entry!["manager"]!.ToString(),
            entry["operation"]!.ToString() == "Apply", entry["apiVersion"]!.ToString(), FieldLeaves.Flat(entry["fieldsV1"]!.AsObject()))),
    ];

    private static void Write(JsonObject result, List<Owner> owners) => result["metadata"]!["managedFields"] = new JsonArray(
    [
        .. owners.Where(static o => o.Paths.Count > 0).Select(static o => new JsonObject
        {
            ["manager"] = o.Manager,
            ["operation"] = o.IsApply ? "Apply" : "Update",
            ["apiVersion"] = o.Version,
            ["time"] = "2026-01-01T00:00:00Z",
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = FieldLeaves.Nested(o.Paths.Order(StringComparer.Ordinal)),
        }),
    ]);
}
