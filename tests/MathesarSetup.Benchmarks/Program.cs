using MathesarSetup.Benchmarks.Figures;
using MathesarSetup.Benchmarks.Measurements;
using MathesarSetup.Documents.PlainText;

Measurement[] all =
[
    Typing.Measurement,
    Rendering.Measurement,
    Generating.Measurement,
    Compiling.Measurement,
    Serving.Measurement,
    Painting.Measurement,
    Weighing.Measurement,
    Crowding.Measurement,
    Checking.Measurement,
    Rereading.Measurement,
    Installing.Measurement,
    InstallingUnits.Measurement,
];

var wanted = args is ["all"] ? all : [.. all.Where(m => args.Contains(m.Name))];
if (wanted is [] || (args is not ["all"] && wanted.Length != args.Length))
{
    Console.Error.WriteLine($"Say what to measure: {string.Join(", ", all.Select(m => m.Name))}, or all.");
    return 2;
}

// The tables of docs/benchmarks.md, on standard output alone, so that they can be put there as they are.
var page = new Markdown();
page.Paragraph(Surroundings.Describe());
foreach (var measurement in wanted)
{
    Console.Error.WriteLine($"Measuring {measurement.Name}");
    page.Heading(3, measurement.Title);
    page.Table(Figure.Headings, (await measurement.TakeAsync()).Select(figure => figure.Cells));
}

Console.Write(page.Write());
return 0;
