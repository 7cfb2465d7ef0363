using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>What is asked of a write besides its body.</summary>
internal sealed record WriteOptions(string Manager, bool IsTrial, bool IsForced);

/// <summary>Reads and writes of objects, as an API server answers them.</summary>
internal sealed class ClusterVerbs(ObjectStore store, IReadOnlyCollection<ResourceKind> kinds)
{
    private static readonly ResourceKind s_namespace = ResourceKind.BuiltIn[0];

    public JsonObject Get(ResourcePath at) =>
        store.Get(at.Kind, at.Namespace, at.Name!) ?? throw ApiFailure.NotFound(at.Kind, at.Name!);

    public JsonObject List(ResourcePath at, Selection selection) => new()
    {
        ["kind"] = $"{at.Kind.Kind}List",
        ["apiVersion"] = at.Kind.GroupVersion,
        ["metadata"] = new JsonObject { ["resourceVersion"] = $"{store.Version}" },
        ["items"] = new JsonArray([.. store.List(at.Kind, at.Namespace).Where(selection.Has)]),
    };

    /// <summary>Server-side apply.</summary>
    public (JsonObject Object, bool IsNew) Apply(ResourcePath at, JsonObject wanted, WriteOptions options)
    {
        AskHead(at, wanted);
        ObjectRules.AskFields(wanted);
        var isNew = store.Get(at.Kind, at.Namespace, at.Name!) is null;
        return (Write(at, live => ManagedFields.Apply(live, wanted, options.Manager, options.IsForced), options), isNew);
    }

    /// <summary>A new object.</summary>
    public JsonObject Create(ResourcePath at, JsonObject wanted, WriteOptions options)
    {
        var named = at with { Name = wanted["metadata"]!["name"]!.ToString() };
        AskHead(named, wanted);
        return Write(named, live => live is null ? Updated(null, wanted, options)
            : throw new ApiFailure(409, "AlreadyExists", $"{at.Kind.Shown} \"{named.Name}\" already exists"), options);
    }

    /// <summary>The whole of an object that is there.</summary>
    public JsonObject Replace(ResourcePath at, JsonObject wanted, WriteOptions options) => Write(at, live =>
        live is null ? throw ApiFailure.NotFound(at.Kind, at.Name!)
        : wanted["metadata"]!["resourceVersion"]?.ToString() is { } version && version != live["metadata"]!["resourceVersion"]!.ToString()
            ? throw Modified()
        : Updated(live, wanted, options), options);

    /// <summary>A merge patch; of a strategic one what it has in common with that.</summary>
    public JsonObject Merge(ResourcePath at, JsonObject patch, WriteOptions options) => Write(at, live =>
    {
        var result = (live ?? throw ApiFailure.NotFound(at.Kind, at.Name!)).DeepClone().AsObject();
        Merge(result, patch);
        return Updated(live, result, options);
    }, options);

    /// <summary>Who set which fields, as kubectl and others say it anew: of a patch by operations only that.</summary>
    public JsonObject Assign(ResourcePath at, JsonArray operations, WriteOptions options)
    {
        var said = operations.ToDictionary(static o => o!["op"]!.ToString() == "replace" ? o["path"]!.ToString() : "", static o => o!["value"]);
        return said.Keys.Order().ToArray() is not ["/metadata/managedFields", "/metadata/resourceVersion"]
            ? throw new ApiFailure(400, "BadRequest", "this stand-in replaces managedFields at a resourceVersion alone")
            : Write(at, live =>
            {
                var result = (live ?? throw ApiFailure.NotFound(at.Kind, at.Name!)).DeepClone().AsObject();
                if (result["metadata"]!["resourceVersion"]!.ToString() != said["/metadata/resourceVersion"]!.ToString())
                {
                    throw Modified();
                }

                result["metadata"]!["managedFields"] = said["/metadata/managedFields"]!.DeepClone();
                return result;
            }, options);
    }

    public JsonObject Delete(ResourcePath at, bool isOrphaning, bool isTrial)
    {
        var found = Get(at);
        if (!isTrial)
        {
            store.Change(at.Kind, at.Namespace, at.Name!, static _ => null);
            var uid = found["metadata"]!["uid"]!.ToString();
            foreach (var (kind, owned) in store.All().Where(o => at.Kind == s_namespace
                ? o.Object["metadata"]!["namespace"]?.ToString() == at.Name
                : !isOrphaning && (o.Object["metadata"]!["ownerReferences"]?.AsArray().Any(r => r!["uid"]?.ToString() == uid) ?? false)))
            {
                var name = owned["metadata"]!["name"]!.ToString();
                var place = owned["metadata"]!["namespace"]?.ToString() ?? "";
                if (store.Get(kind, place, name) is not null)
                {
                    Delete(new ResourcePath(kind, place, name, ""), isOrphaning, isTrial);
                }
            }
        }

        return found;
    }

    private JsonObject Write(ResourcePath at, Func<JsonObject?, JsonObject> change, WriteOptions options)
    {
        if (at.Kind.IsNamespaced && store.Get(s_namespace, "", at.Namespace) is null)
        {
            throw ApiFailure.NotFound(s_namespace, at.Namespace);
        }

        return store.Change(at.Kind, at.Namespace, at.Name!, live =>
        {
            var result = change(live);
            ObjectRules.Complete(result);
            if (live is not null)
            {
                ObjectRules.AskChange(at.Kind, live, result);
            }

            return result;
        }, options.IsTrial)!;
    }

    private static JsonObject Updated(JsonObject? live, JsonObject wanted, WriteOptions options)
    {
        var result = wanted.DeepClone().AsObject();
        foreach (var name in live?["metadata"]?.AsObject().Select(static p => p.Key).Where(static n => n is "uid" or "creationTimestamp"
            or "generation" or "resourceVersion") ?? [])
        {
            result["metadata"]![name] = live!["metadata"]![name]!.DeepClone();
        }

        ObjectRules.Encode(result);
        ManagedFields.Update(live, result, options.Manager);
        return result;
    }

    private static ApiFailure Modified() =>
        new(409, "Conflict", "the object has been modified; please apply your changes to the latest version and try again");

    private void AskHead(ResourcePath at, JsonObject wanted)
    {
        if (wanted["kind"]?.ToString() != at.Kind.Kind || wanted["apiVersion"]?.ToString() != at.Kind.GroupVersion
            || wanted["metadata"]?["name"]?.ToString() != at.Name
            || (at.Kind.IsNamespaced && (wanted["metadata"]!["namespace"]?.ToString() ?? at.Namespace) != at.Namespace))
        {
            throw new ApiFailure(400, "BadRequest", $"the object does not match its address, one of {kinds.Count} kinds");
        }
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner && target[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
