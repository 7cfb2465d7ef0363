using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>An answer of the cluster's.</summary>
internal sealed record KubeAnswer(HttpStatusCode Status, JsonObject Json)
{
    public bool IsGood => (int)Status is >= 200 and < 300;

    public string Message => KubeObject.Text(Json["message"]);
}

/// <summary>Requests to one API server. What the world does to them is a <see cref="StepFailure"/>; what the server answers is an answer.</summary>
internal sealed class KubeConnection(k8s.Kubernetes client, string server) : IDisposable
{
    /// <summary>Under which name this program's fields are kept.</summary>
    public const string Manager = "mathesar-setup";

    private const int MostTries = 5;

    private readonly Dictionary<string, JsonObject?> _kinds = [];

    public k8s.Kubernetes Client => client;

    public Task<KubeAnswer> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, "", cancellation);

    /// <summary>The object as it is; null where there is none.</summary>
    /// <exception cref="StepFailure">It may not be read, or nobody answers.</exception>
    public async Task<JsonObject?> FindAsync(ObjectKey key, CancellationToken cancellation)
    {
        if (await PathAsync(key, cancellation) is not { } path)
        {
            return null;
        }

        var answer = await GetAsync(path, cancellation);
        return answer.IsGood ? answer.Json : answer.Status is HttpStatusCode.NotFound ? null : throw Failure(answer, $"read {key.Shown}");
    }

    /// <summary>Every object of a kind with a label, in a namespace.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(ObjectKey kind, string selector, CancellationToken cancellation)
    {
        if (await PathAsync(kind with { Name = "" }, cancellation) is not { } path)
        {
            return [];
        }

        var answer = await GetAsync($"{path}?labelSelector={Uri.EscapeDataString(selector)}", cancellation);
        return answer.IsGood ? [.. answer.Json["items"]!.AsArray().Select(item => Headed(item!.AsObject(), kind))]
            : answer.Status is HttpStatusCode.NotFound ? [] : throw Failure(answer, $"list {kind.Kind}");
    }

    /// <summary>Server-side apply: fields that are no longer sent go.</summary>
    public async Task<KubeAnswer> ApplyAsync(KubeObject wanted, bool isTrial, bool isForced, CancellationToken cancellation) =>
        await SendAsync(HttpMethod.Patch, $"{await PathAsync(wanted.Key, cancellation)}?fieldManager={Manager}&fieldValidation=Strict"
            + $"{(isForced ? "&force=true" : "")}{(isTrial ? "&dryRun=All" : "")}", wanted.Json, "application/apply-patch+yaml", cancellation);

    /// <summary>Changes single fields, in another name, so that applying leaves them.</summary>
    public async Task<KubeAnswer> MergeAsync(ObjectKey key, JsonObject patch, CancellationToken cancellation) =>
        await SendAsync(HttpMethod.Patch, $"{await PathAsync(key, cancellation)}?fieldManager={Manager}-restart", patch,
            "application/merge-patch+json", cancellation);

    /// <summary>Says anew who set which fields of an object, which has not changed since it was read.</summary>
    public async Task<KubeAnswer> AssignAsync(ObjectKey key, JsonArray owners, string version, CancellationToken cancellation) =>
        await SendAsync(HttpMethod.Patch, $"{await PathAsync(key, cancellation)}?fieldManager={Manager}", new JsonArray(
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/managedFields", ["value"] = owners },
            new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = version }),
            "application/json-patch+json", cancellation);

    /// <summary>Whether this user may do something with objects of a kind; null where the cluster does not say.</summary>
    public async Task<bool?> MayAsync(string verb, ObjectKey kind, CancellationToken cancellation)
    {
        if (await PathAsync(kind with { Name = "" }, cancellation) is not { } path)
        {
            return null;
        }

        var answer = await SendAsync(HttpMethod.Post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SelfSubjectAccessReview",
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject
                {
                    ["namespace"] = kind.Namespace,
                    ["verb"] = verb,
                    ["group"] = kind.ApiVersion.Contains('/', StringComparison.Ordinal) ? kind.ApiVersion.Split('/')[0] : "",
                    ["resource"] = path.Split('/')[^1],
                },
            },
        }, "application/json", cancellation);
        return answer.IsGood ? answer.Json["status"]?["allowed"]?.GetValue<bool>() : null;
    }

    /// <summary>Deletes an object with all that it owns; one that is not there is fine.</summary>
    /// <param name="uid">By which alone it goes; null for whatever has the name.</param>
    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellation, string? uid = null)
    {
        if (await PathAsync(key, cancellation) is { } path
            && await SendAsync(HttpMethod.Delete, $"{path}?propagationPolicy=Background", uid is null ? null : new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "DeleteOptions",
                ["preconditions"] = new JsonObject { ["uid"] = uid },
            }, "application/json", cancellation)
                is { IsGood: false, Status: not HttpStatusCode.NotFound } answer)
        {
            throw Failure(answer, $"delete {key.Shown}");
        }
    }

    /// <summary>Where a kind or an object has its address; null where the cluster does not know the kind.</summary>
    public async Task<string?> PathAsync(ObjectKey key, CancellationToken cancellation)
    {
        var root = key.ApiVersion.Contains('/', StringComparison.Ordinal) ? $"/apis/{key.ApiVersion}" : $"/api/{key.ApiVersion}";
        if (!_kinds.TryGetValue(root, out var list))
        {
            var answer = await GetAsync(root, cancellation);
            _kinds[root] = list = answer.IsGood ? answer.Json : answer.Status is HttpStatusCode.NotFound ? null
                : throw Failure(answer, "ask which kinds there are");
        }

        return list?["resources"]?.AsArray().FirstOrDefault(r => KubeObject.Text(r!["kind"]) == key.Kind
            && !KubeObject.Text(r["name"]).Contains('/', StringComparison.Ordinal)) is { } kind
            ? $"{root}{(kind["namespaced"]!.GetValue<bool>() ? $"/namespaces/{key.Namespace}" : "")}/{kind["name"]}"
                + $"{(key.Name.Length > 0 ? $"/{Uri.EscapeDataString(key.Name)}" : "")}"
            : null;
    }

    /// <summary>What a container said last; empty where it cannot be read.</summary>
    public async Task<string> LogAsync(string place, string pod, string container, bool isFormer, CancellationToken cancellation,
        int most = 30, DateTimeOffset? since = null)
    {
        using var answer = await RawAsync(HttpMethod.Get, $"/api/v1/namespaces/{place}/pods/{pod}/log?container={Uri.EscapeDataString(container)}"
            + $"&tailLines={most}{(isFormer ? "&previous=true" : "")}"
            + (since is { } moment ? $"&sinceTime={moment.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" : ""), null, "", cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellation) : "";
    }

    /// <summary>What an answer that says no means.</summary>
    public StepFailure Failure(KubeAnswer answer, string what) => new(answer.Status switch
    {
        HttpStatusCode.Unauthorized => KubeFinding.Login.Say($"The cluster at {server} does not take this login. A token or a certificate may have "
            + "expired: log in anew."),
        HttpStatusCode.Forbidden => KubeFinding.Forbidden.Say($"The cluster does not allow this user to {what}: {answer.Message.TrimEnd('.')}. "
            + "Ask for that right, or choose another namespace."),
        _ => KubeFinding.Refused.Say($"The cluster refused to {what}: {(answer.Message is { Length: > 0 } words
            ? words.TrimEnd('.') : $"{(int)answer.Status}")}."),
    });

    public void Dispose() => client.Dispose();

    private async Task<KubeAnswer> SendAsync(HttpMethod method, string path, JsonNode? body, string type, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            using var answer = await RawAsync(method, path, body, type, cancellation);
            // The server asks for patience, and has done nothing.
            if (answer.StatusCode is HttpStatusCode.TooManyRequests && tries < MostTries)
            {
                var pause = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
                await Task.Delay(pause < TimeSpan.FromSeconds(30) ? pause : TimeSpan.FromSeconds(30), cancellation);
                continue;
            }

            var said = new KubeAnswer(answer.StatusCode, await ReadAsync(answer, cancellation));
            return !said.IsGood || said.Json.Count > 0 ? said : throw new StepFailure(KubeFinding.Unreachable.Say(
                $"What answers at {server} is no cluster, or a proxy before it: it says {(int)said.Status} and nothing that a cluster says. Look "
                    + "at it: kubectl version."));
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation)) as JsonObject ?? [];
        }
        catch (Exception problem) when (problem is JsonException or HttpRequestException or IOException)
        {
            return [];
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What a program that logs in does to the client has no kinds of its own.")]
    private async Task LogInAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            await (client.Credentials?.ProcessHttpRequestAsync(request, cancellation) ?? Task.CompletedTask);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new StepFailure(KubeFinding.Login.Say($"The kubeconfig gave no login for the cluster at {server} any more: a program or a "
                + "server that gives it failed. Log in anew, and see that kubectl version answers."));
        }
    }

    private async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, JsonNode? body, string type, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(client.BaseUri, path.TrimStart('/')));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        }

        await LogInAsync(request, cancellation);
        try
        {
            using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limited.CancelAfter(TimeSpan.FromSeconds(30));
            return await client.HttpClient.SendAsync(request, limited.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or AuthenticationException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StepFailure(Unreachable(problem));
        }
    }

    private Finding Unreachable(Exception problem) => KubeFinding.Unreachable.Say(
        problem is AuthenticationException || problem.InnerException is AuthenticationException
            ? $"The certificate of the server at {server} is of another authority than the kubeconfig names, or for another name, so nothing was "
                + "sent. Fetch the kubeconfig anew, or look who answers there."
            : $"The cluster at {server} does not answer: {problem.GetBaseException().Message.TrimEnd('.')}. Check the address in the kubeconfig, and "
                + "that this machine reaches it.");

    // Items of a list say neither version nor kind.
    private static JsonObject Headed(JsonObject item, ObjectKey kind)
    {
        var headed = item.DeepClone().AsObject();
        headed["apiVersion"] ??= kind.ApiVersion;
        headed["kind"] ??= kind.Kind;
        return headed;
    }
}
