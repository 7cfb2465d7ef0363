using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MathesarSetup.Engine.Processes;

internal static partial class ChildProgram
{
    private const int Piece = 128 * 1024;

    /// <summary>
    /// Runs it to its end with streams: bytes go in and come out as they are, all at once, so that no full pipe stops it. Null when there is no such
    /// program, or it does not end in the time that it was given.
    /// </summary>
    /// <param name="surroundings">What is read and told of them is the command's.</param>
    public static async Task<ShellEnd?> StreamAsync(
        HostCommand program, ProgramSurroundings surroundings, ShellCommand command, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(surroundings.Patience);
        try
        {
            using var process = Process.Start(Info(program, surroundings))!;
            await using var ending = new Ending(process, surroundings.Grace, limit.Token);
            return await StreamAsync(process, command, limit.Token);
        }
        catch (Exception problem) when (problem is Win32Exception
            || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<ShellEnd> StreamAsync(Process process, ShellCommand command, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var kept = new MemoryStream();
        using var errors = new MemoryStream();
        var feeding = FeedAsync(process, command.Input, ended.Token);
        var complaining = HearAsync(process.StandardError.BaseStream, errors, command.Tell, cancellation);
        try
        {
            await process.StandardOutput.BaseStream.CopyToAsync(command.Output ?? kept, Piece, cancellation);
            await complaining;
            await process.WaitForExitAsync(cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whoever was to take what it says takes no more, so it is not to go on.
            process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            await ended.CancelAsync();
        }

        await feeding;
        return new ShellEnd(process.ExitCode, Text(kept), Text(errors));
    }

    private static async Task FeedAsync(Process process, Stream? input, CancellationToken cancellation)
    {
        var to = process.StandardInput.BaseStream;
        try
        {
            if (input is not null)
            {
                await InputFeed.HandOnAsync(input, piece => to.WriteAsync(piece, cancellation), cancellation);
            }
        }
        catch
        {
            // It must not take a cut input for a whole one.
            process.Kill(entireProcessTree: true);
            throw;
        }

        try
        {
            await to.DisposeAsync();
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    private static async Task HearAsync(Stream said, MemoryStream errors, Action<string>? tell, CancellationToken cancellation)
    {
        var lines = tell is null ? null : new LineCutter(tell);
        var buffer = new byte[Piece];
        for (int count; (count = await said.ReadAsync(buffer, cancellation)) > 0;)
        {
            errors.Write(buffer, 0, count);
            lines?.Add(buffer.AsSpan(0, count));
        }

        lines?.End();
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
