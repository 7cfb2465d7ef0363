using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Runtimes;
using MathesarSetup.Engine.Runtimes.Helm;
using MathesarSetup.Engine.Runtimes.Kubernetes;
using MathesarSetup.Engine.Tests.Apply;
using MathesarSetup.Engine.Tests.Files;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;
using MathesarSetup.Testing.ClusterStandIns;

namespace MathesarSetup.Engine.Tests.Kubernetes;

/// <summary>A directory that installs into a cluster of the tests, in whose pods a page answers as Mathesar does.</summary>
internal sealed class KubeInstallation : IAsyncDisposable
{
    /// <summary>The kubeconfig is one variable of the process: who sets it goes one after the other.</summary>
    public const string Collection = "A kubeconfig of this user";

    private const string Order = "MATHESAR_SETUP_TEST_CLUSTER";

    private readonly TemporaryDirectory _folder = new();
    private readonly HttpsServer _mathesar = new(null, static asked => asked.Target.StartsWith("/auth/login", StringComparison.Ordinal)
        ? new HttpAnswer(200, "login") : new HttpAnswer(302, "") { Lines = ["Location: /"] });

    private KubeInstallation(ClusterStandIn cluster)
    {
        Cluster = cluster;
        cluster.PodPort = _mathesar.Port;
        Use(cluster.KubeConfig());
    }

    /// <summary>That somebody said which cluster is meant.</summary>
    public static Acceptance Meant { get; } = Acceptance.None with { Context = "tests" };

    public ClusterStandIn Cluster { get; }

    public string Directory => _folder.At("installed");

    /// <summary>A small installation with its own PostgreSQL and no way in from outside.</summary>
    public static Draft Draft { get; } =
        Scenarios.All["recommended"].With(RunSettings.Target.Key, "kubernetes").With("kubernetes.expose", "none").With("tuning.workers", "3");

    /// <param name="isExtended">Whether its cluster has the Gateway API and CloudNativePG.</param>
    public static async Task<KubeInstallation> StartAsync(bool isExtended = false) => new(await ClusterStandIn.StartAsync(isExtended));

    /// <summary>Lets a kubeconfig be the one of this user.</summary>
    public void Use(string config) => Environment.SetEnvironmentVariable("KUBECONFIG", _folder.Write("config", config));

    /// <summary>The same with several, as kubectl merges them; the first one's current context counts.</summary>
    public void UseAll(params string[] configs) => Environment.SetEnvironmentVariable("KUBECONFIG",
        string.Join(':', configs.Select((config, at) => _folder.Write($"config-{at}", config))));

    /// <summary>Writes the files and does no more.</summary>
    public void Write(Draft draft) => InstallDirectory.Open(Directory).Write(new FileSet(Setup.Of(draft).Files, []));

    /// <summary>What of the installation runs.</summary>
    public async Task<IInstallationLife> LifeAsync(Draft draft) =>
        (await RuntimeOf(Setup.Of(draft)).FindAsync(Setup.Of(draft), default)).Place!.LifeOf(Setup.Of(draft), Directory);

    public async Task<ApplyChanges> PlanAsync(Draft draft, Acceptance? accepted = null)
    {
        var search = await RuntimeOf(Setup.Of(draft)).FindAsync(Setup.Of(draft), default);
        return search.Place is { } place ? (await PlanAsync(place, draft, Directory, accepted)).Changes
            : new ApplyChanges([], new Comparison([], []), search.Findings);
    }

    /// <param name="until">The beginning of the step at which somebody cancels; null for nobody.</param>
    public async Task<ApplyResult> ApplyAsync(Draft draft, Acceptance? accepted = null, string? until = null)
    {
        using var cancellation = new CancellationTokenSource();
        var run = await PlanAsync((await RuntimeOf(Setup.Of(draft)).FindAsync(Setup.Of(draft), default)).Place!, draft, Directory, accepted);
        return await run.RunAsync(run.Changes, happened =>
        {
            Heard.Add(happened);
            if (until is not null && happened.State is StepState.Started && happened.Step.StartsWith(until, StringComparison.Ordinal))
            {
                cancellation.Cancel();
            }
        }, cancellation.Token);
    }

    /// <summary>What somebody does by kubectl besides.</summary>
    public static void Kubectl(params string[] arguments) => new ChildProcess(RealPart.Kubectl(), arguments)
    {
        Environment = new Dictionary<string, string?> { ["HOME"] = Path.GetTempPath() },
    }.Run().Successful();

    /// <summary>What somebody does by Helm besides, in the directory.</summary>
    public void Helm(params string[] arguments) => TryHelm(arguments).Successful();

    /// <summary>The same for what may fail.</summary>
    public Outcome TryHelm(params string[] arguments) =>
        new ChildProcess(Path.Combine(HelmStandIn.Folder, "helm"), [.. arguments, "--namespace", "mathesar"]) { Directory = Directory }.Run();

    /// <summary>Everything that was told.</summary>
    public List<ApplyEvent> Heard { get; } = [];

    public Task<ApplyResult?> RecoverAsync() => new KubeRuntime().RecoverAsync(Directory, Heard.Add, default);

    /// <summary>Applies in a process of its own, which the cluster ends by SIGKILL at one of its writes: before it takes effect, or after.</summary>
    /// <returns>Whether there were so many writes.</returns>
    public bool ApplyKilled(Draft draft, int write, bool isDone)
    {
        using var process = new ChildProcess(KilledWriter.Program.File, KilledWriter.Program.Arguments)
        {
            Environment = new Dictionary<string, string?>
            {
                [Order] = $"{Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(draft.Texts.ToDictionary()))} {Directory}",
            },
        }.Start();
        var (writes, isKilled) = (0, false);
        Cluster.Fault = call =>
        {
            if (!call.IsWrite || Interlocked.Increment(ref writes) != write)
            {
                return null;
            }

            isKilled = true;
            process.Kill();
            process.WaitForExit();
            return new ApiFault(0, IsDone: isDone);
        };
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Cluster.Fault = static _ => null;
        Assert.True(isKilled || said.Trim() == $"Applied {KubeFinding.NoDoor.Code}", said);
        return isKilled;
    }

    [ModuleInitializer]
    internal static void ObeyOrder()
    {
        if (Environment.GetEnvironmentVariable(Order)?.Split(' ', 2) is [var texts, var directory])
        {
            var draft = JsonSerializer.Deserialize<Dictionary<string, string>>(Encoding.UTF8.GetString(Convert.FromBase64String(texts)))!
                .Aggregate(Drafts.Draft.Empty, static (draft, text) => draft.With(text.Key, text.Value));
            var result = OneThread.Run(async () =>
            {
                var place = (await RuntimeOf(Setup.Of(draft)).FindAsync(Setup.Of(draft), default)).Place!;
                return await (await PlanAsync(place, draft, directory, null)).RunAsync(null!, static _ => { }, default);
            });
            Console.WriteLine(string.Join(' ', result.Findings.Select(static f => f.Code).Prepend($"{result.Outcome}")));
            Environment.Exit(0);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _mathesar.Dispose();
        _folder.Dispose();
    }

    private static IRuntime RuntimeOf(Setup setup) => setup.Target.Chart(setup.Plan) is null ? new KubeRuntime() : new HelmRuntime();

    private static Task<IPlannedRun> PlanAsync(IRuntimePlace place, Draft draft, string directory, Acceptance? accepted)
    {
        var request = Request(draft, directory, accepted);
        return place.For(request.Accepted, directory).PlanAsync(request, default);
    }

    private static InstallRequest Request(Draft draft, string directory, Acceptance? accepted)
    {
        var setup = Setup.Of(draft);
        return new InstallRequest
        {
            Setup = setup,
            Files = new FileSet(setup.Files, []),
            Directory = directory,
            Timeout = TimeSpan.FromSeconds(20),
            Accepted = accepted ?? Meant,
        };
    }
}
