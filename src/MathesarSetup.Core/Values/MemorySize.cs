using System.Globalization;

namespace MathesarSetup.Values;

/// <summary>
/// An amount of memory in whole mebibytes or gibibytes, as engines' <c>m</c> and <c>g</c> mean them (Docker: 1024; systemd's M and G too; Kubernetes
/// calls them Mi and Gi).
/// </summary>
public readonly record struct MemorySize(int Count, bool IsGibibytes)
{
    public long Bytes => Count * (IsGibibytes ? 1L << 30 : 1L << 20);

    public long Mebibytes => Bytes >> 20;

    /// <summary>As systemd writes it, such as <c>2G</c>.</summary>
    public string ForSystemd => string.Create(CultureInfo.InvariantCulture, $"{Count}{(IsGibibytes ? 'G' : 'M')}");

    /// <summary>As Kubernetes writes it, such as <c>2Gi</c>: its own <c>m</c> is a thousandth of a byte.</summary>
    public string ForKubernetes => $"{ForSystemd}i";

    /// <summary>Reads <c>2g</c> or <c>768m</c>; null for anything else.</summary>
    public static MemorySize? Parse(string text) =>
        text is [.. var digits, 'm' or 'g'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? new MemorySize(count, text[^1] == 'g')
            : null;

    /// <summary>As Docker writes it, such as <c>2g</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}{(IsGibibytes ? 'g' : 'm')}");
}
