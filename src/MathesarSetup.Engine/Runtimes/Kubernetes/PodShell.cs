using System.Net.WebSockets;
using System.Text;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// A shell in a container of a pod. An address says the command, and servers write addresses down, so variables come by the program's input. Its end
/// cannot be said in a form that every server knows, so the input comes in pieces that say how long they are.
/// </summary>
/// <param name="besides">The pod that was made for the shell alone, and goes with it; null for the workload's own.</param>
internal sealed class PodShell(KubeConnection cluster, string place, string pod, string container, BesidePod? besides) : IServiceShell
{
    // One to a line, where a line's end and a backslash stand as printf reads them. dd takes exactly what it is told, also busybox'.
    private const string Variables = """
        while IFS= read -r line && [ -n "$line" ]; do
          value=$(printf '%b.' "$line")
          export "${value%.}"
        done
        """;

    private const string Alone = $"""
        {Variables}
        exec "$@" </dev/null
        """;

    private const string Fed = $"""
        {Variables}
        while read -r count && [ "$count" -gt 0 ]; do
          dd bs="$count" count=1 iflag=fullblock 2>/dev/null || break
        done | "$@"
        """;

    private const int Piece = 1024 * 1024;

    public async Task<ShellEnd> RunAsync(ShellCommand command, CancellationToken cancellation)
    {
        try
        {
            using var socket = await cluster.Client.WebSocketNamespacedPodExecAsync(pod, place,
                ["sh", "-c", command.Input is null ? Alone : Fed, "sh", .. command.Words], container, stderr: true, stdin: true, stdout: true,
                tty: false, "v4.channel.k8s.io", cancellationToken: cancellation);
            return await RunAsync(new ExecChannels(socket), command, cancellation);
        }
        catch (Exception problem) when (problem is WebSocketException or HttpRequestException or k8s.Autorest.HttpOperationException
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new StepFailure(KubeFinding.Unreachable.Say($"The cluster did not run a program in {pod} to its end: "
                + $"{problem.GetBaseException().Message.TrimEnd('.')}. Look at it: kubectl version."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (besides is not null)
        {
            try
            {
                await besides.RemoveAsync(CancellationToken.None);
            }
            catch (StepFailure)
            {
                // The next one removes it.
            }
        }

        cluster.Dispose();
    }

    private static async Task<ShellEnd> RunAsync(ExecChannels channels, ShellCommand command, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var kept = new MemoryStream();
        using var errors = new MemoryStream();
        var feeding = FeedAsync(channels, command, ended.Token);
        try
        {
            var code = await channels.HearAsync(command.Output ?? kept, errors, command.Tell, cancellation);
            return new ShellEnd(code, Text(kept), Text(errors));
        }
        finally
        {
            // A program may end before it has read all; and what could not be read is why the rest failed.
            await ended.CancelAsync();
            await feeding;
        }
    }

    private static async Task FeedAsync(ExecChannels channels, ShellCommand command, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        foreach (var variable in command.Variables)
        {
            head.Append(variable.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }

        using var variables = new MemoryStream(Encoding.UTF8.GetBytes($"{head}\n"));
        if (!await InputFeed.HandOnAsync(variables, piece => channels.SayAsync(piece, cancellation), cancellation) || command.Input is not { } input)
        {
            return;
        }

        try
        {
            if (await InputFeed.HandOnAsync(input, piece => channels.SayCountedAsync(piece, cancellation), cancellation, Piece))
            {
                await channels.SayCountedAsync(ReadOnlyMemory<byte>.Empty, cancellation);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The program has ended.
        }
        catch
        {
            channels.Abort();
            throw;
        }
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
