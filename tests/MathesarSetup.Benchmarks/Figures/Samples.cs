using System.Collections.Immutable;

namespace MathesarSetup.Benchmarks.Figures;

/// <summary>What several rounds of one measurement gave, all in one unit.</summary>
internal sealed class Samples
{
    private readonly ImmutableArray<double> _sorted;

    public Samples(params IEnumerable<double> values) => _sorted = [.. values.Order()];

    public double Least => _sorted[0];

    public double Median => Share(0.5);

    /// <summary>The value that 95 of 100 samples do not exceed.</summary>
    public double Most95 => Share(0.95);

    public bool IsSingle => _sorted.Length == 1;

    private double Share(double share) => _sorted[(int)Math.Ceiling(share * _sorted.Length) - 1];
}
