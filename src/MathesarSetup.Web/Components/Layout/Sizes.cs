using System.Globalization;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>Sizes and times as people say them.</summary>
public static class Sizes
{
    /// <summary>In gigabytes, or in megabytes below one.</summary>
    public static string Bytes(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e9:0.#} GB")
        : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1e6:0} MB");

    /// <summary>How long ago something was, such as <c>for 3 h</c>.</summary>
    public static string Since(DateTimeOffset moment, DateTimeOffset now) => (now - moment) switch
    {
        var time when time < TimeSpan.FromSeconds(5) => "since just now",
        var time when time < TimeSpan.FromMinutes(1) => Of(time.TotalSeconds, "s"),
        var time when time < TimeSpan.FromHours(2) => Of(time.TotalMinutes, "min"),
        var time when time < TimeSpan.FromDays(2) => Of(time.TotalHours, "h"),
        var time => Of(time.TotalDays, "days"),
    };

    private static string Of(double number, string unit) => string.Create(CultureInfo.CurrentCulture, $"for {Math.Floor(number):0} {unit}");
}
