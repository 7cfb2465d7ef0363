using System.Globalization;
using System.Text.Json.Nodes;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>Something that happened to an object.</summary>
/// <param name="Type">ADDED, MODIFIED or DELETED.</param>
internal sealed record StoredEvent(long Version, ResourceKind Kind, string Type, JsonObject Object);

/// <summary>The objects of the cluster, each change with a version of its own, and what happened so far. Nothing else locks.</summary>
internal sealed class ObjectStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (ResourceKind Kind, JsonObject Object)> _objects = new(StringComparer.Ordinal);
    private readonly List<StoredEvent> _events = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _version = 100;

    public long Version
    {
        get
        {
            lock (_lock)
            {
                return _version;
            }
        }
    }

    public JsonObject? Get(ResourceKind kind, string place, string name)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(Key(kind, place, name)).Object?.DeepClone().AsObject();
        }
    }

    public IReadOnlyList<JsonObject> List(ResourceKind kind, string place)
    {
        lock (_lock)
        {
            return [.. _objects.Values.Where(o => o.Kind == kind && (place.Length == 0 || Place(o.Object) == place))
                .Select(static o => o.Object.DeepClone().AsObject())];
        }
    }

    public IReadOnlyList<(ResourceKind Kind, JsonObject Object)> All()
    {
        lock (_lock)
        {
            return [.. _objects.Values.Select(static o => (o.Kind, o.Object.DeepClone().AsObject()))];
        }
    }

    /// <summary>Changes one object from what is there to what it shall be; one that stays the same has no event.</summary>
    /// <param name="change">Given what is there, or null; gives what shall be there, or null for nothing.</param>
    /// <param name="isTrial">Whether nothing is kept.</param>
    public JsonObject? Change(ResourceKind kind, string place, string name, Func<JsonObject?, JsonObject?> change, bool isTrial = false)
    {
        lock (_lock)
        {
            var key = Key(kind, place, name);
            var former = _objects.GetValueOrDefault(key).Object;
            var result = change(former?.DeepClone().AsObject());
            if (result is null ? former is null : former is not null && JsonNode.DeepEquals(former, result))
            {
                return result;
            }

            if (result is not null)
            {
                Stamp(kind, place, name, former, result, isTrial ? _version : _version + 1);
            }

            if (!isTrial)
            {
                _version++;
                Keep(key, kind, former, result);
            }

            return result?.DeepClone().AsObject();
        }
    }

    /// <summary>What happened after a version, and what to wait for when that is nothing.</summary>
    public (IReadOnlyList<StoredEvent> Events, Task Next) Since(long version)
    {
        lock (_lock)
        {
            return ([.. _events.Where(e => e.Version > version)], _next.Task);
        }
    }

    private static void Stamp(ResourceKind kind, string place, string name, JsonObject? former, JsonObject result, long version)
    {
        var metadata = result["metadata"]!.AsObject();
        metadata["name"] = name;
        if (kind.IsNamespaced)
        {
            metadata["namespace"] = place;
        }

        metadata["uid"] = former?["metadata"]!["uid"]?.DeepClone() ?? Guid.NewGuid().ToString();
        metadata["creationTimestamp"] = former?["metadata"]!["creationTimestamp"]?.DeepClone()
            ?? DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        metadata["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        if (result["spec"] is not null)
        {
            var generation = former?["metadata"]!["generation"]?.GetValue<int>() ?? 0;
            metadata["generation"] = former is not null && JsonNode.DeepEquals(former["spec"], result["spec"]) ? generation : generation + 1;
        }
    }

    private void Keep(string key, ResourceKind kind, JsonObject? former, JsonObject? result)
    {
        if (result is null)
        {
            _objects.Remove(key);
        }
        else
        {
            _objects[key] = (kind, result.DeepClone().AsObject());
        }

        _events.Add(new StoredEvent(_version, kind, result is null ? "DELETED" : former is null ? "ADDED" : "MODIFIED",
            (result ?? former)!.DeepClone().AsObject()));
        var happened = _next;
        _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        happened.SetResult();
    }

    private static string Key(ResourceKind kind, string place, string name) => $"{kind.Shown}/{(kind.IsNamespaced ? place : "")}/{name}";

    private static string Place(JsonObject found) => found["metadata"]!["namespace"]?.ToString() ?? "";
}
