using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests.Journeys;

/// <summary>
/// One way through the wizard as a person walks it: what is pressed and typed into is counted, and has to be in the window already.
/// What somebody has to look for further down is counted too.
/// </summary>
internal sealed class Journey(IPage page)
{
    // Whether the middle of an element lies in the window with nothing over it.
    private const string IsInReach = """
        element => {
          const box = element.getBoundingClientRect();
          const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
          const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : null;
          return top !== null && (element === top || element.contains(top) || top.contains(element));
        }
        """;

    // Whether an element lies in the window from its first line to its last, with nothing over either.
    private const string IsInView = """
        element => {
          const box = element.getBoundingClientRect();
          if (box.width === 0 || box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth) {
            return false;
          }

          const middle = box.left + box.width / 2;
          return [box.top + 1, box.bottom - 1].every(y => {
            const top = document.elementFromPoint(middle, y);
            return top !== null && (element === top || element.contains(top) || top.contains(element));
          });
        }
        """;

    /// <summary>A window of a usual laptop.</summary>
    public const int Width = 1280;

    public const int Height = 800;

    /// <summary>What was pressed so far.</summary>
    public int Clicks { get; private set; }

    /// <summary>The fields that were filled so far.</summary>
    public int Inputs { get; private set; }

    /// <summary>How often it was scrolled so far.</summary>
    public int Scrolls { get; private set; }

    /// <summary>The keys that were pressed so far.</summary>
    public int Keys { get; private set; }

    /// <summary>Presses something that is in the window.</summary>
    public async Task ClickAsync(ILocator target)
    {
        await ReachAsync(target, IsInReach);
        await target.ClickAsync();
        Clicks++;
    }

    /// <summary>Fills a field that is in the window.</summary>
    public async Task TypeAsync(ILocator field, string text)
    {
        await ReachAsync(field, IsInReach);
        await field.FillAsync(text);
        Inputs++;
    }

    /// <summary>Looks for something further down.</summary>
    public async Task ScrollToAsync(ILocator target)
    {
        await target.ScrollIntoViewIfNeededAsync();
        Scrolls++;
    }

    /// <summary>Presses a key.</summary>
    public async Task PressAsync(string key)
    {
        await page.Keyboard.PressAsync(key);
        Keys++;
    }

    /// <summary>Presses Tab until something has the focus, which has to be in the window then.</summary>
    public async Task TabToAsync(ILocator target)
    {
        await target.WaitForAsync();
        // No page has as many controls as this.
        for (var presses = 0; presses < 100; presses++)
        {
            await PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                await ReachAsync(target, IsInReach);
                return;
            }
        }

        Assert.Fail($"{target} was not reached by Tab at {page.Url}.");
    }

    /// <summary>Sees something whole, where the window stands: nobody has to scroll to it.</summary>
    public Task SeesAsync(ILocator target) => ReachAsync(target, IsInView);

    /// <summary>Sees the heading of the page.</summary>
    public async Task SeesTitleAsync(string title, float? patience = null)
    {
        await Expect(page.Locator("main h1")).ToHaveTextAsync(title, new() { Timeout = patience });
        await SeesAsync(page.Locator("main h1"));
    }

    /// <summary>Holds the way to what it may cost.</summary>
    public void Costs(int clicks, int inputs, int scrolls = 0) => Assert.Equal((clicks, inputs, scrolls), (Clicks, Inputs, Scrolls));

    private async Task ReachAsync(ILocator target, string condition)
    {
        await target.WaitForAsync();
        var ends = DateTime.UtcNow.AddMilliseconds(Wizard.Patience);
        while (!await target.EvaluateAsync<bool>(condition))
        {
            Assert.True(DateTime.UtcNow < ends, $"{target} is drawn at {page.Url}, but not in the window.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
