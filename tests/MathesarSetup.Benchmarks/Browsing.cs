using Microsoft.Playwright;

namespace MathesarSetup.Benchmarks;

/// <summary>A page of the wizard in Chromium, as large as a common screen.</summary>
internal static class Browsing
{
    /// <summary>A page of a browser that has entered and has nothing in its cache; it still has to go somewhere.</summary>
    public static async Task<IPage> NewPageAsync(Chromium chromium, RunningProgram program)
    {
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var cookie = program.Cookie.Split('=', 2);
        await context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = program.Address.ToString() }]);
        return await context.NewPageAsync();
    }

    /// <summary>Opens a step and waits until its files are there.</summary>
    public static async Task OpenAsync(this IPage page, RunningProgram program, string step)
    {
        await page.GotoAsync(new Uri(program.Address, step).ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("#line-1").WaitForAsync();
    }
}
