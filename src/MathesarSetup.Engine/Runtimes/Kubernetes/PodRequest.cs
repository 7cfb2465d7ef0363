using System.Globalization;
using System.Net.WebSockets;
using k8s;
using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>Requests to Mathesar in one pod, at the port on which it listens there, through the cluster: no door of it is needed.</summary>
internal sealed class PodRequest(KubeConnection cluster, string place, string pod, int port)
{
    /// <summary>The status, and where it leads.</summary>
    /// <exception cref="StepFailure">The cluster leads to no port of a pod.</exception>
    public async Task<string> AskAsync(string path, string host, CancellationToken cancellation)
    {
        try
        {
            using var socket = await cluster.Client.WebSocketNamespacedPodPortForwardAsync(pod, place, [port], "v4.channel.k8s.io",
                cancellationToken: cancellation);
            using var channels = new StreamDemuxer(socket, StreamType.PortForward);
            channels.Start();
            await using var stream = channels.GetStream((byte?)0, (byte?)0);
            using var client = new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(stream),
            })
            { Timeout = TimeSpan.FromSeconds(30) };
            using var message = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{port}{path}") { Headers = { Host = host } };
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {answer.Headers.Location}");
        }
        catch (Exception problem) when (problem is WebSocketException or HttpRequestException or IOException or k8s.Autorest.HttpOperationException
            or InvalidOperationException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StepFailure(KubeFinding.NotAsked.Say($"Every pod is ready, but the cluster did not lead to a port of {pod}, by which "
                + "Mathesar would "
                + $"have been asked for its pages: {problem.GetBaseException().Message.TrimEnd('.')}. Open its address, and see that it asks for "
                    + "a login."));
        }
    }
}
