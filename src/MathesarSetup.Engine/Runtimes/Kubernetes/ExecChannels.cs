using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Runtimes.Kubernetes;

/// <summary>
/// The streams of a program in a pod, in the form <c>v4.channel.k8s.io</c>: each message begins with the number of its channel. What is said is taken
/// no faster than it is passed on, so that nothing piles up.
/// </summary>
internal sealed class ExecChannels(WebSocket socket)
{
    private const byte Input = 0;
    private const byte Output = 1;
    private const byte Errors = 2;
    private const byte Status = 3;

    // Servers take no message of any length.
    private const int Longest = 32 * 1024;

    public void Abort() => socket.Abort();

    /// <summary>Gives the program bytes to read.</summary>
    public async ValueTask SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var message = new byte[Longest + 1];
        message[0] = Input;
        for (var at = 0; at < bytes.Length; at += Longest)
        {
            var piece = bytes[at..Math.Min(at + Longest, bytes.Length)];
            piece.CopyTo(message.AsMemory(1));
            await socket.SendAsync(message.AsMemory(0, piece.Length + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellation);
        }
    }

    /// <summary>The same behind a line with their number.</summary>
    public async ValueTask SayCountedAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await SayAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}\n")), cancellation);
        await SayAsync(bytes, cancellation);
    }

    /// <summary>Takes what the program says until it has ended; the code with which it did.</summary>
    /// <exception cref="StepFailure">It could not be run, or nobody said how it ended.</exception>
    public async Task<int> HearAsync(Stream output, MemoryStream errors, Action<string>? tell, CancellationToken cancellation)
    {
        var lines = tell is null ? null : new LineCutter(tell);
        using var status = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var (channel, isFirst) = (byte.MaxValue, true);
        while (await socket.ReceiveAsync(buffer.AsMemory(), cancellation) is { MessageType: not WebSocketMessageType.Close } got)
        {
            var start = isFirst && got.Count > 0 ? 1 : 0;
            channel = start == 1 ? buffer[0] : channel;
            isFirst = got.EndOfMessage;
            var piece = buffer.AsMemory(start, got.Count - start);
            switch (channel)
            {
                case Output:
                    await output.WriteAsync(piece, cancellation);
                    break;
                case Errors:
                    errors.Write(piece.Span);
                    lines?.Add(piece.Span);
                    break;
                // Said last; some servers part without a word.
                case Status when got.EndOfMessage:
                    status.Write(piece.Span);
                    lines?.End();
                    return Code(Encoding.UTF8.GetString(status.GetBuffer(), 0, (int)status.Length));
                case Status:
                    status.Write(piece.Span);
                    break;
            }
        }

        return Code("");
    }

    private static int Code(string status)
    {
        try
        {
            var said = JsonNode.Parse(status);
            return KubeObject.Text(said?["status"]) == "Success" ? 0
                : KubeObject.Text(said?["reason"]) == "NonZeroExitCode" && said!["details"]?["causes"]?.AsArray()
                    .FirstOrDefault(static c => KubeObject.Text(c!["reason"]) == "ExitCode") is { } cause
                    ? int.Parse(KubeObject.Text(cause["message"]), CultureInfo.InvariantCulture)
                : throw new StepFailure(KubeFinding.Refused.Say("The cluster refused to run a program in a pod: "
                    + $"{KubeObject.Text(said?["message"]).TrimEnd('.')}."));
        }
        catch (JsonException)
        {
            throw new StepFailure(KubeFinding.Unreachable.Say("The connection to a program in a pod ended before the program did. Try again."));
        }
    }
}
