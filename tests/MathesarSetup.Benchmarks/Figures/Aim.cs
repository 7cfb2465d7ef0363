using System.Globalization;

namespace MathesarSetup.Benchmarks.Figures;

/// <summary>What a figure should stay below, in the figure's own unit.</summary>
/// <param name="AtWorst">Whether 95 of 100 samples have to, not only the median.</param>
internal sealed record Aim(double Below, bool AtWorst = false)
{
    public bool IsMetBy(Samples samples) => (AtWorst ? samples.Most95 : samples.Median) < Below;

    public string Shown(string unit) => string.Create(CultureInfo.InvariantCulture, $"{(AtWorst ? "95 % " : "")}< {Below} {unit}");
}
