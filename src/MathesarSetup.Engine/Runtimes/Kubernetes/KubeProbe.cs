using System.Collections.Immutable;
using System.Security.Authentication;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Requests every name that the user gave, and sees that nobody else can become administrator.</summary>
internal static class KubeProbe
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>What is to be told of addresses that do not answer from here.</summary>
    /// <exception cref="StepFailure">Mathesar refuses a name, or has no administrator.</exception>
    public static async Task<ImmutableArray<Finding>> RunAsync(InstallRequest request, KubePlan plan, KubeConnection cluster, Narrator narrator,
        CancellationToken cancellation)
    {
        narrator.Started(StepNames.Addresses, "Requesting every address that was named.");
        var web = new ObjectKey("apps/v1", "Deployment", plan.Wanted.Set.Namespace, plan.Wanted.Set.Name);
        if (await cluster.FindAsync(web, cancellation) is not { } found
            || await PodTrouble.NewestAsync(cluster, web, found, cancellation) is not [var pod, ..])
        {
            return [];
        }

        var port = request.Setup.Plan.Web.Health!.Ready!.Port;
        var ask = new PodRequest(cluster, web.Namespace, KubeObject.Text(pod["metadata"]!["name"]), port);
        ImmutableArray<Finding> warnings;
        try
        {
            warnings = await new AddressProbe(request.Setup, isSeen: false, ask.AskAsync).RunAsync(cancellation);
        }
        catch (StepFailure problem) when (problem.Findings[0].Kind == KubeFinding.NotAsked)
        {
            warnings = problem.Findings;
        }

        narrator.Done(StepNames.Addresses, warnings is [] ? "Every name is answered, and the page that makes an administrator is closed."
            : "Mathesar could not be asked from here.");
        return
        [
            .. warnings,
            .. plan.Wanted.Set.HasDoor ? await OutsideAsync(request.Setup.Plan.Url.ToString(), cancellation)
                : [KubeFinding.NoDoor.Say("No way leads in from outside of the cluster. To open Mathesar, let this run meanwhile: "
                    + $"{KubeAccess.Kubectl(plan.Place.Context)} --namespace {web.Namespace} port-forward service/{web.Name} "
                    + $"{request.Setup.Plan.Url.Port}:{port}")],
        ];
    }

    // The road that a browser takes. Here it only warns: a public name may not lead there yet.
    private static async Task<IEnumerable<Finding>> OutsideAsync(string url, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = s_patience };
            using var answer = await client.GetAsync(new Uri(url.TrimEnd('/') + WebPages.Login), HttpCompletionOption.ResponseHeadersRead,
                cancellation);
            return [];
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or AuthenticationException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return [ApplyFinding.NotReached.Say($"Mathesar works, but {url} does not answer from here: "
                + $"{problem.GetBaseException().Message.TrimEnd('.')}. Look "
                + "for a name that is not known yet, a firewall, or a way in that has no certificate yet.")];
        }
    }
}
