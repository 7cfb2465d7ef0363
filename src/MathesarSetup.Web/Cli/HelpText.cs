namespace MathesarSetup.Web.Cli;

/// <summary>Lays out a page of help: headings, lines that can be typed, and lists in two columns.</summary>
internal sealed class HelpText(TextWriter output)
{
    public const int Indent = 2;

    // For what is piped into a pager or a file.
    private const int UsualWidth = 100;
    private const int WidestName = 30;

    private readonly Ink _ink = Ink.Of(output);
    private readonly int _columns = Screen.ColumnsOf(output) ?? UsualWidth;

    public void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine(_ink.Strong(text));
    }

    /// <summary>What the page is about, and what that is.</summary>
    public void Title(string name, string text) =>
        output.WriteLine($"{_ink.Strong(name)}: {Wrapping.Fit(text, _columns, name.Length + 2, Indent)}");

    public void Line(string text, int indent = 0) =>
        output.WriteLine(new string(' ', indent) + Wrapping.Fit(text, _columns, indent, indent));

    /// <summary>What is typed stays in one piece, to be copied.</summary>
    public void Code(string text) => output.WriteLine($"  {_ink.Place(text)}");

    /// <summary>Names, and what they mean in a column of its own; a long name has it below.</summary>
    public void List(params IEnumerable<HelpLine> lines)
    {
        var all = lines.ToArray();
        var widest = Math.Min(WidestName, _columns / 3);
        var column = Indent + all.Select(static l => l.Name.Length).Where(length => length <= widest).DefaultIfEmpty(widest).Max() + 2;
        foreach (var line in all)
        {
            var isLong = Indent + line.Name.Length + 2 > column;
            output.Write($"  {_ink.Place(line.Name)}{(isLong ? "\n" : "")}");
            output.WriteLine(new string(' ', isLong ? column : column - Indent - line.Name.Length)
                + Wrapping.Fit(line.Text, _columns, column, column));
        }
    }

    public void Examples(IEnumerable<HelpLine> examples)
    {
        Heading("Examples");
        foreach (var example in examples)
        {
            Code(example.Name);
            Line(example.Text, Indent * 3);
        }
    }
}
