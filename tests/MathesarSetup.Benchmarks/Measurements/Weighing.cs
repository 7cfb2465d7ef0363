using System.Collections.Immutable;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>What goes over the wire until the first page stands, headers and compression included.</summary>
internal static class Weighing
{
    public static readonly Measurement Measurement = new("weight", "Weight of the page", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        await using var chromium = await Chromium.StartAsync();
        using var program = await RunningProgram.StartAsync();
        var page = await Browsing.NewPageAsync(chromium, program);
        var transfers = await Transfers.WatchAsync(page);
        await page.OpenAsync(program, "");
        var bytes = transfers.Bytes;
        return
        [
            Kilobytes("All files of the first page, nothing cached", bytes.Values.Sum(), new Aim(250)),
            .. bytes.OrderByDescending(b => b.Value).Take(4).Select(b => Kilobytes($"of these `{new Uri(b.Key).AbsolutePath}`", b.Value)),
            Kilobytes("Messages of the connection until it stands", transfers.MessageBytes),
        ];
    }

    private static Figure Kilobytes(string what, double bytes, Aim? aim = null) => new(what, new Samples(bytes / 1e3), "kB", aim);
}
