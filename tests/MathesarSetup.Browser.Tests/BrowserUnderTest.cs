using MathesarSetup.Browser.Tests;
[assembly: AssemblyFixture(typeof(BrowserUnderTest))]

namespace MathesarSetup.Browser.Tests;

/// <summary>One Chromium for all tests; each test has a context and a wizard of its own.</summary>
public sealed class BrowserUnderTest : IAsyncLifetime
{
    private Chromium? _chromium;

    public IBrowser Browser => _chromium!.Browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Wizard.Patience);
        _chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }
}
