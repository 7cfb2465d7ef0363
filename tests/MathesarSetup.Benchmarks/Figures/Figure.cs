using System.Globalization;

namespace MathesarSetup.Benchmarks.Figures;

/// <summary>One line of a table: what was measured, and how it stands to its aim where there is one.</summary>
internal sealed record Figure(string What, Samples Samples, string Unit, Aim? Aim = null)
{
    public static readonly string[] Headings = ["", "Least", "Median", "95 %", "Aim", "Met"];

    public string[] Cells =>
    [
        What,
        Samples.IsSingle ? "" : Show(Samples.Least),
        Show(Samples.Median),
        Samples.IsSingle ? "" : Show(Samples.Most95),
        Aim?.Shown(Unit) ?? "",
        Aim is null ? "" : Aim.IsMetBy(Samples) ? "yes" : "**no**",
    ];

    // Three digits say all that a repetition would confirm.
    private string Show(double value) =>
        $"{value.ToString(value switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture)} {Unit}";
}
