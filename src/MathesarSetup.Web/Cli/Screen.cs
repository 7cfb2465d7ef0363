using System.Text;

namespace MathesarSetup.Web.Cli;

/// <summary>A terminal that is written to, or what wants to be treated as one: whether it shows colours, and how wide it is.</summary>
internal sealed class Screen(TextWriter inner) : TextWriter
{
    // In fewer columns, broken lines would be columns of single words.
    private const int Least = 30;

    public bool HasColour { get; init; }

    /// <summary>Whether its last line can be written anew.</summary>
    public bool IsLive { get; init; }

    /// <summary>Asked for each line, because a window can be drawn wider; null where lines are not to be broken.</summary>
    public Func<int?> Columns { get; init; } = static () => null;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>How many columns a writer has; null where lines are not to be broken, as in a pipe.</summary>
    public static int? ColumnsOf(TextWriter output) => output is Screen screen && screen.Columns() is { } columns ? Math.Max(Least, columns) : null;

    public override void Write(char value) => inner.Write(value);

    public override void Write(string? value) => inner.Write(value);

    public override void Write(char[] buffer, int index, int count) => inner.Write(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => inner.Write(buffer);

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(value);

    public override void Flush() => inner.Flush();
}
