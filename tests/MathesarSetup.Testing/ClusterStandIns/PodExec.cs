using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>A program in a pod over a WebSocket, in the form <c>v4.channel.k8s.io</c>: its streams, then how it ended.</summary>
internal static class PodExec
{
    private const string Form = "v4.channel.k8s.io";

    /// <param name="run">What runs in the place of a command in a pod.</param>
    public static async Task ServeAsync(HttpContext context, Func<string, string[], string[]> run)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Form))
        {
            throw new ApiFailure(400, "BadRequest", $"this stand-in runs programs by WebSocket and {Form} alone");
        }

        var pod = context.Request.Path.Value!.Split('/')[^2];
        var words = run(pod, [.. context.Request.Query["command"].OfType<string>()]);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Form);
        using var sending = new SemaphoreSlim(1);
        try
        {
            var status = await RunAsync(words, socket, sending, context.RequestAborted);
            await SayAsync(socket, sending, 3, Encoding.UTF8.GetBytes(status.ToJsonString()), context.RequestAborted);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            // Whoever asked is gone.
        }
    }

    private static async Task<JsonObject> RunAsync(string[] words, WebSocket socket, SemaphoreSlim sending, CancellationToken end)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(words[0], words[1..])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception problem)
        {
            return new JsonObject { ["status"] = "Failure", ["reason"] = "InternalError", ["message"] = problem.Message };
        }

        var feeding = FeedAsync(process, socket, end);
        await Task.WhenAll(PassAsync(process.StandardOutput.BaseStream, socket, sending, 1, end),
            PassAsync(process.StandardError.BaseStream, socket, sending, 2, end));
        await process.WaitForExitAsync(end);
        _ = feeding;
        return process.ExitCode == 0 ? new JsonObject { ["metadata"] = new JsonObject(), ["status"] = "Success" } : new JsonObject
        {
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = $"command terminated with non-zero exit code: exit status {process.ExitCode}",
            ["reason"] = "NonZeroExitCode",
            ["details"] = new JsonObject
            {
                ["causes"] = new JsonArray(new JsonObject
                {
                    ["reason"] = "ExitCode",
                    ["message"] = process.ExitCode.ToString(CultureInfo.InvariantCulture),
                }),
            },
        };
    }

    // A visitor who leaves ends the program's input, as a kubelet does.
    private static async Task FeedAsync(Process process, WebSocket socket, CancellationToken end)
    {
        var buffer = new byte[64 * 1024];
        var (isFirst, channel) = (true, (byte)0);
        try
        {
            while (await socket.ReceiveAsync(buffer, end) is { MessageType: WebSocketMessageType.Binary } got)
            {
                channel = isFirst ? buffer[0] : channel;
                var piece = buffer.AsMemory(isFirst ? 1 : 0, got.Count - (isFirst ? 1 : 0));
                isFirst = got.EndOfMessage;
                if (channel == 0)
                {
                    await process.StandardInput.BaseStream.WriteAsync(piece, end);
                    await process.StandardInput.BaseStream.FlushAsync(end);
                }
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException or InvalidOperationException
            or ObjectDisposedException)
        {
            // One of the two is gone.
        }

        try
        {
            process.StandardInput.Close();
        }
        catch (Exception problem) when (problem is IOException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private static async Task PassAsync(Stream said, WebSocket socket, SemaphoreSlim sending, byte channel, CancellationToken end)
    {
        var buffer = new byte[32 * 1024];
        while (await said.ReadAsync(buffer, end) is > 0 and var count)
        {
            await SayAsync(socket, sending, channel, buffer.AsMemory(0, count), end);
        }
    }

    private static async Task SayAsync(WebSocket socket, SemaphoreSlim sending, byte channel, ReadOnlyMemory<byte> bytes, CancellationToken end)
    {
        var message = new byte[bytes.Length + 1];
        message[0] = channel;
        bytes.CopyTo(message.AsMemory(1));
        await sending.WaitAsync(end);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, end);
        }
        finally
        {
            sending.Release();
        }
    }
}
