namespace MathesarSetup.Engine.Processes;

/// <summary>What a program is given to read, piece by piece.</summary>
internal static class InputFeed
{
    private const int Piece = 128 * 1024;

    /// <summary>Whether it is what was to be read that failed, and not the way to the program.</summary>
    public static bool IsInputs(Exception problem) => problem.Data.Contains(nameof(InputFeed));

    /// <summary>
    /// Hands all of it on; false where the program reads no more, which says by its end what it thinks of that. What could not be read is thrown:
    /// half of it must not look like the whole.
    /// </summary>
    /// <param name="write">Gives the program a piece.</param>
    /// <param name="cancellation">Cancelled once the program has ended, too.</param>
    public static async Task<bool> HandOnAsync(
        Stream input, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellation, int piece = Piece)
    {
        var buffer = new byte[piece];
        while (true)
        {
            int count;
            try
            {
                count = await input.ReadAsync(buffer, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception problem)
            {
                problem.Data[nameof(InputFeed)] = true;
                throw;
            }

            if (count == 0)
            {
                return true;
            }

            try
            {
                await write(buffer.AsMemory(0, count));
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException or System.Net.WebSockets.WebSocketException
                || (problem is OperationCanceledException && cancellation.IsCancellationRequested))
            {
                return false;
            }
        }
    }
}
