using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace MathesarSetup.Documents.Yamls;

/// <summary>
/// What becomes of a scalar without quotes where Compose wants a text: numbers and times are read as such and written anew, as <c>42798</c> for
/// <c>00123456</c>. It reads YAML 1.2 with the octal numbers of 1.1; <c>yes</c> and <c>12:30:45</c> are texts to it.
/// </summary>
internal static partial class PlainScalar
{
    private const string Clock = "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?:[.,](?<fraction>[0-9]{1,9}))?";

    private const string Standard = "tag:yaml.org,2002:";

    /// <summary>The text that Compose makes of a scalar; null where it stays as it is written, and references in it count.</summary>
    public static string? Rewritten(YamlNode.Scalar scalar) => scalar.Tag switch
    {
        null when scalar.Style is YamlDotNet.Core.ScalarStyle.Plain => Time(scalar.Value) ?? Number(scalar.Value) ?? Truth(scalar.Value),
        Standard + "int" or Standard + "float" => Number(scalar.Value),
        Standard + "bool" => Truth(scalar.Value),
        _ => null,
    };

    private static string? Truth(string text) => text switch
    {
        "true" or "True" or "TRUE" => "true",
        "false" or "False" or "FALSE" => "false",
        _ => null,
    };

    private static string? Number(string text)
    {
        if (text.Length == 0 || text[0] is not ((>= '0' and <= '9') or '+' or '-' or '.'))
        {
            return null;
        }

        // Underscores are left out wherever they stand, except behind a point, where they have to stand between digits.
        var plain = text[0] == '.' && Stray().IsMatch(text) ? text : text.Replace("_", "", StringComparison.Ordinal);
        return Whole(plain) is { } whole && whole >= long.MinValue && whole <= ulong.MaxValue ? whole.ToString(CultureInfo.InvariantCulture)
            : Fraction().IsMatch(plain) && double.Parse(plain, CultureInfo.InvariantCulture) is var number && double.IsFinite(number)
            ? Written(number)
            : null;
    }

    private static BigInteger? Whole(string text)
    {
        if (WholeForm().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var (mark, digits) = (match.Groups[2].Value.ToLowerInvariant(), match.Groups[3].Value);
        BigInteger radix = mark switch { "0x" => 16, "0b" => 2, "0o" or "0" => 8, _ => 10 };
        var whole = BigInteger.Zero;
        foreach (var c in digits.ToLowerInvariant())
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10;
            if (digit >= radix)
            {
                return null;
            }

            whole = (whole * radix) + digit;
        }

        return match.Groups[1].Value switch { "-" => -whole, "+" when whole > long.MaxValue => null, _ => whole };
    }

    // The fewest digits that give the number again; with an exponent from 1e+06 on, and from 1e-05 down.
    private static string Written(double number)
    {
        var text = Math.Abs(number).ToString("E16", CultureInfo.InvariantCulture);
        for (var places = 0; places <= 16; places++)
        {
            text = Math.Abs(number).ToString($"E{places}", CultureInfo.InvariantCulture);
            if (double.Parse(text, CultureInfo.InvariantCulture) == Math.Abs(number))
            {
                break;
            }
        }

        var (digits, exponent) = (text[..text.IndexOf('E', StringComparison.Ordinal)].Replace(".", "", StringComparison.Ordinal),
            int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));
        var sign = double.IsNegative(number) ? "-" : "";
        return sign + (exponent is < -4 or >= 6
            ? $"{digits[..1]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"
            : exponent < 0 ? $"0.{new string('0', -exponent - 1)}{digits}"
            : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0')
            : $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}");
    }

    private static string? Time(string text)
    {
        if (TimeForm().Match(text) is not { Success: true } match)
        {
            return null;
        }

        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        var (hour, minute, second) = (Part("hour"), Part("minute"), Part("second"));
        var (aheadHours, aheadMinutes) = (Part("zh"), Part("zm"));
        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || hour > 23 || minute > 59 || second > 59
            || aheadHours > 23 || aheadMinutes > 59)
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value.TrimEnd('0');
        var zone = aheadHours + aheadMinutes == 0 ? "+0000" : $"{match.Groups["sign"].Value}{aheadHours:00}{aheadMinutes:00}";
        return $"{year:0000}-{month:00}-{day:00} {hour:00}:{minute:00}:{second:00}{(fraction.Length > 0 ? "." : "")}{fraction} {zone} "
            + (zone == "+0000" ? "UTC" : zone);
    }

    // Year 0 is one of Compose's, and leaps as 4 does.
    private static int DaysIn(int year, int month) => DateTime.DaysInMonth(year == 0 ? 4 : year, month);

    [GeneratedRegex("^([-+]?)(0[xX]|0[oO]|0[bB]|0(?=[0-9]))?([0-9a-fA-F]+)$")]
    private static partial Regex WholeForm();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Fraction();

    [GeneratedRegex("(?<![0-9])_|_(?![0-9])")]
    private static partial Regex Stray();

    // With a T there is a zone, with a blank none.
    [GeneratedRegex("^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})"
        + "(?:[Tt]" + Clock + "(?:Z|(?<sign>[-+])(?<zh>[0-9]{2}):(?<zm>[0-9]{2}))| +" + Clock + ")?$")]
    private static partial Regex TimeForm();
}
