using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>Requests and answers of the API: who asks, what for, and what becomes of it.</summary>
internal sealed class ApiServer(ClusterStandIn cluster)
{
    /// <summary>Where somebody asks what he may do.</summary>
    public const string Review = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private readonly ClusterVerbs _verbs = new(cluster.Store, cluster.Kinds);

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, end) = (context.Request, context.RequestAborted);
        var user = cluster.UserOf(context);
        var call = new ApiCall(request.Method, $"{request.Path}{request.QueryString}", user ?? "");
        cluster.Calls.Enqueue(call);
        try
        {
            if (user is null)
            {
                throw new ApiFailure(401, "Unauthorized", "Unauthorized");
            }

            var fault = cluster.Fault(call);
            if (fault is { IsPage: true })
            {
                await context.Response.WriteAsync("<html>Please log in</html>", end);
                return;
            }

            if (fault is { IsDone: false })
            {
                Throw(context, fault);
            }

            if (cluster.Forbids(call))
            {
                throw new ApiFailure(403, "Forbidden", $"User \"{user}\" cannot {request.Method} {request.Path}");
            }

            if (await ServeAsync(context) is var (code, answer) && fault is null)
            {
                await WriteAsync(context, code, answer);
            }
            else if (fault is not null)
            {
                Throw(context, fault);
            }
        }
        catch (ApiFailure failure)
        {
            if (failure.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            }

            await WriteAsync(context, failure.Code, failure.Status);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Whoever asked is gone.
        }
    }

    private static void Throw(HttpContext context, ApiFault fault)
    {
        if (fault.Status == 0)
        {
            context.Abort();
            throw new OperationCanceledException();
        }

        throw new ApiFailure(fault.Status, fault.Reason, fault.Message) { RetryAfter = fault.RetryAfter };
    }

    // Null where the answer is on its way already.
    private async Task<(int Code, JsonObject Answer)?> ServeAsync(HttpContext context)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        if (request.Method == "GET" && Discovery.Answer(path.TrimEnd('/'), cluster.Kinds, cluster.Version) is { } told)
        {
            return (200, told);
        }

        if (path == Review)
        {
            return (201, Reviewed((await BodyAsync(request))!, cluster.UserOf(context)!));
        }

        var at = ResourcePath.Parse(path, cluster.Kinds)
            ?? throw new ApiFailure(404, "NotFound", "the server could not find the requested resource");
        if (at.Part is not "")
        {
            return await PartAsync(context, at);
        }

        return request.Method switch
        {
            "GET" when request.Query["watch"] is ["true" or "1"] => await WatchAsync(context, at),
            "GET" => (200, at.Name is null ? _verbs.List(at, Selected(request)) : _verbs.Get(at)),
            "DELETE" when at.Name is not null => (200, _verbs.Delete(at, (await BodyAsync(request))?["propagationPolicy"]?.ToString() == "Orphan"
                || request.Query["propagationPolicy"] == "Orphan", Options(request).IsTrial)),
            "POST" when at.Name is null => (201, _verbs.Create(at, (await BodyAsync(request))!, Options(request))),
            "PUT" when at.Name is not null => (200, _verbs.Replace(at, (await BodyAsync(request))!, Options(request))),
            "PATCH" when at.Name is not null => await PatchAsync(request, at),
            _ => throw new ApiFailure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        };
    }

    // By the same rule by which the request itself would be refused.
    private JsonObject Reviewed(JsonObject review, string user)
    {
        var asked = review["spec"]!["resourceAttributes"]!;
        var kind = cluster.Kinds.First(k => k.Plural == asked["resource"]!.ToString() && k.Group == asked["group"]!.ToString());
        var verb = asked["verb"]!.ToString() switch { "patch" => "PATCH", "create" => "POST", "delete" => "DELETE", _ => "GET" };
        var path = $"{kind.Root}/namespaces/{asked["namespace"]}/{kind.Plural}";
        review["status"] = new JsonObject { ["allowed"] = !cluster.Forbids(new ApiCall(verb, path, user)) };
        return review;
    }

    private async Task<(int Code, JsonObject Answer)> PatchAsync(HttpRequest request, ResourcePath at)
    {
        if (request.ContentType?.Split(';')[0] == "application/json-patch+json")
        {
            using var reader = new StreamReader(request.Body);
            var operations = JsonNode.Parse(await reader.ReadToEndAsync(request.HttpContext.RequestAborted))!.AsArray();
            return (200, _verbs.Assign(at, operations, Options(request)));
        }

        var (body, options) = ((await BodyAsync(request))!, Options(request));
        switch (request.ContentType?.Split(';')[0])
        {
            case "application/apply-patch+yaml":
                if (request.Query["fieldManager"] is not [{ Length: > 0 }])
                {
                    throw new ApiFailure(422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value");
                }

                var (applied, isNew) = _verbs.Apply(at, body, options);
                return (isNew ? 201 : 200, applied);
            case "application/merge-patch+json" or "application/strategic-merge-patch+json":
                return (200, _verbs.Merge(at, body, options));
            default:
                throw new ApiFailure(415, "UnsupportedMediaType", "the body of the request was in an unknown format");
        }
    }

    private async Task<(int Code, JsonObject Answer)?> PartAsync(HttpContext context, ResourcePath at)
    {
        _verbs.Get(at);
        switch (at.Kind.Plural, at.Part)
        {
            case ("pods", "log"):
                context.Response.ContentType = "text/plain";
                await context.Response.WriteAsync(cluster.Log, context.RequestAborted);
                return null;
            case ("pods", "exec") when cluster.Exec is { } run:
                await PodExec.ServeAsync(context, run);
                return null;
            case ("pods", "portforward") when cluster.PodPort is { } port:
                await PortForward.ServeAsync(context, port);
                return null;
            default:
                throw new ApiFailure(404, "NotFound", "the server could not find the requested resource");
        }
    }

    private async Task<(int Code, JsonObject Answer)?> WatchAsync(HttpContext context, ResourcePath at)
    {
        var selection = Selected(context.Request);
        var version = long.TryParse(context.Request.Query["resourceVersion"], out var from) ? from : 0;
        var seconds = int.TryParse(context.Request.Query["timeoutSeconds"], out var asked) ? asked : 300;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(limit.Token);
        while (!limit.IsCancellationRequested)
        {
            var (events, next) = cluster.Store.Since(version);
            foreach (var happened in events.Where(e => e.Kind == at.Kind && selection.Has(e.Object)
                && (at.Namespace.Length == 0 || e.Object["metadata"]!["namespace"]?.ToString() == at.Namespace)))
            {
                var line = new JsonObject { ["type"] = happened.Type, ["object"] = happened.Object.DeepClone() };
                await context.Response.WriteAsync($"{line.ToJsonString()}\n", limit.Token);
            }

            version = events is [.., var last] ? last.Version : version;
            await context.Response.Body.FlushAsync(limit.Token);
            await Task.WhenAny(next, Task.Delay(Timeout.Infinite, limit.Token));
        }

        return null;
    }

    private static Selection Selected(HttpRequest request) => new($"{request.Query["labelSelector"]}", $"{request.Query["fieldSelector"]}");

    private static WriteOptions Options(HttpRequest request) => new(
        request.Query["fieldManager"] is [{ Length: > 0 } manager] ? manager : request.Headers.UserAgent.ToString().Split('/')[0],
        request.Query["dryRun"] == "All", request.Query["force"] == "true");

    private static async Task<JsonObject?> BodyAsync(HttpRequest request)
    {
        try
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
            return text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject();
        }
        catch (JsonException)
        {
            throw new ApiFailure(400, "BadRequest", "this stand-in reads JSON alone");
        }
    }

    private static async Task WriteAsync(HttpContext context, int code, JsonObject answer)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
