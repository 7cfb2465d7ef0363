using System.Reflection;
using Microsoft.Playwright;

namespace MathesarSetup.Testing;

/// <summary>Debian's Chromium without a window, driven by Playwright from where NuGet unpacked it: nothing is downloaded.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, Browser) = (playwright, browser);

    public IBrowser Browser { get; }

    public static async Task<Chromium> StartAsync()
    {
        var program = RealPart.Require("chromium");
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", Package());
        var playwright = await Playwright.CreateAsync();
        // Its sandbox is not to be had in every container, and the only page that it opens is ours.
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static string Package() =>
        typeof(Chromium).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(m => m.Key == "PlaywrightPackage").Value!;
}
