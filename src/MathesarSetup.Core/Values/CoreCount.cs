using System.Globalization;

namespace MathesarSetup.Values;

/// <summary>A number of processor cores, such as 1.5; more than 0 and at most 1,024. It is written as it was said.</summary>
public readonly record struct CoreCount(string Text, decimal Number)
{
    private const int Most = 1024;

    /// <summary>As Docker's engine counts them: thousand millionths of a core.</summary>
    public long Nano => (long)(Number * 1_000_000_000m);

    /// <summary>As systemd counts them: percent of one core, rounded up so that a small limit is never none.</summary>
    public int Percent => (int)Math.Ceiling(Number * 100);

    /// <summary>Reads <c>2</c> or <c>1.5</c>; null for anything else.</summary>
    public static CoreCount? Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most
            ? new CoreCount(text, number)
            : null;

    public override string ToString() => Text;
}
