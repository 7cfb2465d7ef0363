using System.Text;
using Docker.DotNet;
using MathesarSetup.Engine.Processes;

namespace MathesarSetup.Engine.Docker;

internal sealed partial class EngineConnection
{
    private const int Piece = 128 * 1024;

    /// <summary>Runs a program inside a running container to its end, with streams.</summary>
    public async Task<ShellEnd> RunAsync(string container, ShellCommand command, CancellationToken cancellation)
    {
        var client = command.IsChanging ? Changing($"run in {container}") : _client;
        var exec = await client.Exec.CreateContainerExecAsync(container, new()
        {
            Cmd = [.. command.Words],
            Env = [.. command.Variables],
            AttachStdin = command.Input is not null,
            AttachStdout = true,
            AttachStderr = true,
        }, cancellation);
        using var stream = await client.Exec.StartContainerExecAsync(exec.ID, new(), cancellation);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var feeding = command.Input is { } input ? FeedAsync(stream, input, ended.Token) : Task.CompletedTask;
        using var kept = new MemoryStream();
        using var errors = new MemoryStream();
        try
        {
            await HearAsync(stream, command.Output ?? kept, errors, command.Tell, cancellation);
        }
        finally
        {
            // A program may end before it has read all; and what could not be read is why the rest failed.
            await ended.CancelAsync();
            await feeding;
        }

        var inspected = await client.Exec.InspectContainerExecAsync(exec.ID, cancellation);
        return new ShellEnd((int)(inspected.ExitCode ?? -1), Text(kept), Text(errors));
    }

    private static async Task FeedAsync(MultiplexedStream stream, Stream input, CancellationToken cancellation)
    {
        try
        {
            await InputFeed.HandOnAsync(input, async piece => await stream.WriteAsync(piece.ToArray(), 0, piece.Length, cancellation), cancellation);
        }
        catch
        {
            // The connection ends, so that nobody waits for the rest.
            stream.Dispose();
            throw;
        }

        try
        {
            stream.CloseWrite();
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The program has ended.
        }
    }

    private static async Task HearAsync(
        MultiplexedStream stream, Stream output, MemoryStream errors, Action<string>? tell, CancellationToken cancellation)
    {
        var lines = tell is null ? null : new LineCutter(tell);
        var buffer = new byte[Piece];
        while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellation) is { EOF: false } read)
        {
            var piece = buffer.AsMemory(0, read.Count);
            if (read.Target is MultiplexedStream.TargetStream.StandardError)
            {
                errors.Write(piece.Span);
                lines?.Add(piece.Span);
            }
            else
            {
                await output.WriteAsync(piece, cancellation);
            }
        }

        lines?.End();
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
