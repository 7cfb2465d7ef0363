using MathesarSetup.Testing.ClusterStandIns;
using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Pictures of the last pages for every place but an engine, to look at.</summary>
[Collection(RunsAlone.Name)]
public sealed class PlaceGalleryTests(BrowserUnderTest browser)
{
    public static MatrixTheoryData<string, int, ColorScheme> Looks =>
        new(["podman", "systemd", "kubernetes", "helm"], [1440, 390], [ColorScheme.Light, ColorScheme.Dark]);

    [Theory(Explicit = true)]
    [MemberData(nameof(Looks))]
    public async Task Review_and_finish_are_drawn(string target, int width, ColorScheme scheme)
    {
        await using var cluster = await ClusterStandIn.StartAsync();
        using var home = new TemporaryDirectory();
        await using var wizard = await Wizard.OpenAsync(browser, width, 900,
            [KeyValuePair.Create("KUBECONFIG", home.Write("config", cluster.KubeConfig())),
                KeyValuePair.Create("PATH", $"{HelmStandIn.Folder}:{Environment.GetEnvironmentVariable("PATH")}")],
            scheme, directory =>
            {
                Directory.CreateDirectory(directory);
                File.WriteAllText(Path.Join(directory, "mathesar.yaml"), $"target: {target}\n");
            });
        foreach (var page in new[] { "review", "finish" })
        {
            await wizard.GoAsync(page);
            await Expect(wizard.Page.Locator("main h1")).ToBeVisibleAsync();
            await wizard.Page.WaitForTimeoutAsync(6_000);
            await wizard.Page.ScreenshotAsync(new()
            {
                Path = Path.Join(Path.GetTempPath(), "mathesar-setup-gallery", $"place-{target}-{page}-{width}-{scheme}.png"),
                Animations = ScreenshotAnimations.Disabled,
                FullPage = true,
            });
        }
    }
}
