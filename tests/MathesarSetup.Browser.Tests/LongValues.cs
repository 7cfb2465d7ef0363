using static Microsoft.Playwright.Assertions;

namespace MathesarSetup.Browser.Tests;

/// <summary>Answers that try the layout: addresses of 200 letters, and something wrong with them.</summary>
internal static class LongValues
{
    public static async Task FillAsync(Wizard wizard)
    {
        await wizard.GoAsync("address");
        await wizard.Field("access.url").FillAsync($"https://{Of('a')}.{Of('b')}.{Of('c')}.example.com");
        await wizard.Field("access.hosts").FillAsync($"{Of('d')}.{Of('e')}.example.com, bad_name");
        await Expect(wizard.Page.Locator("[data-setting='access.hosts'] .finding")).ToBeVisibleAsync();
        await wizard.GoAsync("database");
        await wizard.ChooseAsync("Use my own server");
        await wizard.Field("database.url").FillAsync($"postgresql://{Of('u')}:secret@{Of('h')}.example.com:5433/{Of('n')}");
        await Expect(wizard.Field("database.port")).ToHaveValueAsync("5433");
    }

    // The longest label that a host name may have is not much longer.
    private static string Of(char letter) => new(letter, 60);
}
