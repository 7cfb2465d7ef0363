using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>A request as it came to the stand-in.</summary>
/// <param name="Target">Path and query.</param>
public sealed record ApiCall(string Method, string Target, string User)
{
    /// <summary>Whether it changes something that stays.</summary>
    public bool IsWrite => Method is "PATCH" or "PUT" or "POST" or "DELETE" && !Target.Contains("dryRun=All", StringComparison.Ordinal)
        && Target != ApiServer.Review;
}

/// <summary>What a test puts in place of the answer to a request.</summary>
/// <param name="Status">0 to cut the connection.</param>
/// <param name="RetryAfter">After how many seconds it may be tried again.</param>
/// <param name="IsPage">Whether a page stands in the answer, as a proxy on the way gives one.</param>
/// <param name="IsDone">Whether the request takes effect all the same, so that only its answer is lost.</param>
public sealed record ApiFault(int Status, string Reason = "", string Message = "", int? RetryAfter = null, bool IsDone = false,
    bool IsPage = false);

/// <summary>
/// A stand-in for a cluster: an API server that does where it matters what the real one does, and pods that exist by name alone. README.md says what
/// it leaves out.
/// </summary>
public sealed class ClusterStandIn : IAsyncDisposable
{
    private readonly CertificateAuthority _authority = new("Cluster of the tests");
    private readonly X509Certificate2 _root;
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _controller;

    private ClusterStandIn()
    {
        _root = X509Certificate2.CreateFromPem(_authority.Pem);
        var certificate = _authority.Issue(["127.0.0.1", "localhost"]).Load();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0,
            listen => listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = static (_, _, _) => true,
            })));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(new ApiServer(this).AnswerAsync);
        _controller = Task.Run(() => new ToyController(Store, name => PodFaults.TryGetValue(name, out var fault) ? fault
            : null).RunAsync(_end.Token));
    }

    internal ObjectStore Store { get; } = new();

    /// <summary>The kinds that it serves; those of the Gateway API and of CloudNativePG where it was started with them.</summary>
    internal List<ResourceKind> Kinds { get; } = [.. ResourceKind.BuiltIn];

    /// <summary>The version that it says it has.</summary>
    public string Version { get; set; } = "1.32";

    /// <summary>Where it is reached.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The token that opens it; another one is refused as expired.</summary>
    public string Token { get; set; } = "token-of-the-tests";

    /// <summary>What keeps the pods of a workload from working, by its name.</summary>
    public ConcurrentDictionary<string, PodFault> PodFaults { get; } = new();

    /// <summary>What every container says.</summary>
    public string Log { get; set; } = "Starting.\nREADY\n";

    /// <summary>The port of this machine to which ports of pods lead; null where nothing listens in them.</summary>
    public int? PodPort { get; set; }

    /// <summary>
    /// What is run in the place of a command in a pod, by the pod's name: a program of this machine with its arguments. Null where no pod runs
    /// anything.
    /// </summary>
    public Func<string, string[], string[]>? Exec { get; set; }

    /// <summary>What a user may not do, such as <c>patch</c> in <c>other</c>; everything else is allowed.</summary>
    public Func<ApiCall, bool> Forbids { get; set; } = static _ => false;

    /// <summary>Chaos: what becomes of a request; null for the ordinary answer.</summary>
    public Func<ApiCall, ApiFault?> Fault { get; set; } = static _ => null;

    /// <summary>Everything that was asked so far.</summary>
    public ConcurrentQueue<ApiCall> Calls { get; } = new();

    /// <param name="isExtended">Whether it has the Gateway API and CloudNativePG.</param>
    public static async Task<ClusterStandIn> StartAsync(bool isExtended = false)
    {
        var cluster = new ClusterStandIn();
        if (isExtended)
        {
            cluster.Kinds.AddRange(ResourceKind.Brought);
        }

        // By its uid one cluster is told from another.
        cluster.Put("namespaces", "", "kube-system", new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = "kube-system" },
        });
        await cluster._app.StartAsync();
        cluster.Url = cluster._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return cluster;
    }

    /// <summary>An object as it is now; null where there is none.</summary>
    public JsonObject? Find(string plural, string place, string name) => Store.Get(Kinds.First(k => k.Plural == plural), place, name);

    /// <summary>What a controller or an administrator of the cluster put there, or took away.</summary>
    public void Put(string plural, string place, string name, JsonObject? content) =>
        Store.Change(Kinds.First(k => k.Plural == plural), place, name, _ => content);

    /// <summary>The text of every object that was made by a writer, without what the cluster itself adds and counts.</summary>
    public string Written() => string.Join('\n', Store.All().Where(static o => o.Kind.Plural is not ("pods" or "replicasets")).Select(static o =>
    {
        o.Object.Remove("status");
        foreach (var name in new[] { "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields" })
        {
            o.Object["metadata"]!.AsObject().Remove(name);
        }

        return Sorted(o.Object)!.ToJsonString();
    }));

    /// <summary>A kubeconfig with one context, <c>tests</c> unless said otherwise.</summary>
    /// <param name="user">What stands below <c>user:</c>, as JSON; the token unless said otherwise.</param>
    public string KubeConfig(string? user = null, string? url = null, string name = "tests") => $$"""
        apiVersion: v1
        kind: Config
        current-context: {{name}}
        clusters:
        - name: {{name}}
          cluster: {server: "{{url ?? Url}}", certificate-authority-data: "{{Base64(_authority.Pem)}}"}
        users:
        - name: {{name}}-user
          user: {{user ?? $$"""{"token": "{{Token}}"}"""}}
        contexts:
        - name: {{name}}
          context: {cluster: {{name}}, user: {{name}}-user}
        """;

    /// <summary>A user of the kubeconfig that shows a certificate.</summary>
    public string CertificateUser(string name = "tester", CertificateAuthority? authority = null)
    {
        var issued = (authority ?? _authority).Issue([name]);
        return $$"""{"client-certificate-data": "{{Base64(issued.ChainPem)}}", "client-key-data": "{{Base64(issued.KeyPem)}}"}""";
    }

    /// <summary>Whose request it is; null where it shows nothing that opens.</summary>
    internal string? UserOf(HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString() == $"Bearer {Token}")
        {
            return "tester";
        }

        if (context.Connection.ClientCertificate is not { } shown)
        {
            return null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        return chain.Build(shown) ? shown.GetNameInfo(X509NameType.SimpleName, false) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _controller;
        await _app.DisposeAsync();
        _end.Dispose();
        _root.Dispose();
        _authority.Dispose();
    }

    // Nobody counts on the order of names.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(static p => p.Key, StringComparer.Ordinal)
            .Select(static p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
