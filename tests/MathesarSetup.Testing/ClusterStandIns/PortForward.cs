using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace MathesarSetup.Testing.ClusterStandIns;

/// <summary>A port of a pod over a WebSocket, in the form <c>v4.channel.k8s.io</c>: an even channel for data, the odd one behind it for
/// errors.</summary>
internal static class PortForward
{
    private const string Form = "v4.channel.k8s.io";

    /// <param name="port">The port of this machine that stands for the pod's.</param>
    public static async Task ServeAsync(HttpContext context, int port)
    {
        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Form))
        {
            throw new ApiFailure(400, "BadRequest", $"this stand-in forwards ports by WebSocket and {Form} alone");
        }

        var asked = ushort.Parse(context.Request.Query["ports"]!, System.Globalization.CultureInfo.InvariantCulture);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(Form);
        var end = context.RequestAborted;
        foreach (var channel in new byte[] { 0, 1 })
        {
            await socket.SendAsync(new byte[] { channel, (byte)asked, (byte)(asked >> 8) }, WebSocketMessageType.Binary, true, end);
        }

        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, end);
        await using var stream = client.GetStream();
        var back = BackAsync(stream, socket, end);
        await ForthAsync(stream, socket, end);
        client.Client.Shutdown(SocketShutdown.Send);
        await back;
    }

    private static async Task ForthAsync(NetworkStream stream, WebSocket socket, CancellationToken end)
    {
        var buffer = new byte[64 * 1024];
        var isFirst = true;
        try
        {
            while (await socket.ReceiveAsync(buffer, end) is { MessageType: WebSocketMessageType.Binary } got)
            {
                await stream.WriteAsync(buffer.AsMemory(isFirst ? 1 : 0, got.Count - (isFirst ? 1 : 0)), end);
                isFirst = got.EndOfMessage;
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            // The visitor has what it wanted.
        }
    }

    private static async Task BackAsync(NetworkStream stream, WebSocket socket, CancellationToken end)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer.AsMemory(1), end) is > 0 and var count)
            {
                buffer[0] = 0;
                await socket.SendAsync(buffer.AsMemory(0, count + 1), WebSocketMessageType.Binary, true, end);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", end);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            // It left.
        }
    }
}
