using System.Collections.Immutable;
using MathesarSetup.Benchmarks.Figures;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>From a key that goes down in Chromium to the frame that shows what it changed in the files.</summary>
internal static class Painting
{
    private const int Count = 4;
    private const float BetweenKeys = 120;

    // Each letter changes what compose.yaml says.
    private const string FirstPart = "http://t";
    private const string Letters = "ables-of-the-department-of-weights-and-measures";

    // The channel's message comes after the frame that was asked for has been painted.
    private const string Watch = """
        () => {
          window.painted = [];
          let pressed = null;
          document.addEventListener('keydown', event => { pressed ??= event.timeStamp; }, true);
          new MutationObserver(() => {
            const from = pressed;
            pressed = null;
            if (from === null) return;
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => window.painted.push(performance.now() - from);
              channel.port2.postMessage(null);
            });
          }).observe(document.querySelector('.code-view'), { childList: true, subtree: true, characterData: true, attributes: true });
        }
        """;

    public static readonly Measurement Measurement = new("paint", "A keystroke, in the browser", TakeAsync);

    private static async Task<ImmutableArray<Figure>> TakeAsync()
    {
        await using var chromium = await Chromium.StartAsync();
        var rounds = await Rounds.RunAsync(Count, () => TypeAsync(chromium));
        return [new($"From the key to the painted files, {Letters.Length * Count} keys", new Samples(rounds.SelectMany(r => r)), "ms",
            new Aim(50, AtWorst: true))];
    }

    private static async Task<double[]> TypeAsync(Chromium chromium)
    {
        using var program = await RunningProgram.StartAsync();
        var page = await Browsing.NewPageAsync(chromium, program);
        await page.OpenAsync(program, "address");
        var field = page.Locator("#access-url");
        await field.FillAsync(FirstPart);
        await page.Locator(".code-view .touched").First.WaitForAsync();
        await page.EvaluateAsync(Watch);
        await field.PressSequentiallyAsync(Letters, new() { Delay = BetweenKeys });
        await page.WaitForFunctionAsync($"window.painted.length === {Letters.Length}");
        var painted = await page.EvaluateAsync<double[]>("window.painted");
        await page.Context.CloseAsync();
        return painted;
    }
}
