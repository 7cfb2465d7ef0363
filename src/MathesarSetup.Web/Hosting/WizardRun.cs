using MathesarSetup.App.Applying;
using MathesarSetup.Web.Components;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Security;

namespace MathesarSetup.Web.Hosting;

/// <summary>One run of the wizard, from its start to Ctrl+C or idleness.</summary>
internal static class WizardRun
{
    private const int Usage = 2;

    /// <summary>Runs it; gives the exit code: 0, or 2 when it cannot listen as asked.</summary>
    public static async Task<int> RunAsync(ServeOptions options, TextWriter output, TextWriter error)
    {
        await SettleAsync(options, output);
        await using var app = WizardHost.Build(options, output, TimeProvider.System);
        try
        {
            await app.StartAsync();
        }
        catch (Exception problem) when (ListenProblem.Explain(options, problem) is { } why)
        {
            await error.WriteLineAsync(why);
            return Usage;
        }

        using var browser = Announce(app, Surroundings.Now);
        await app.WaitForShutdownAsync();
        return 0;
    }

    // Before the answers are read: an installation that was cut off may have left files that are to be taken back.
    private static async Task SettleAsync(ServeOptions options, TextWriter output)
    {
        if (await Interruption.SettleAsync(options.Directory) is { } recovered)
        {
            await output.WriteLineAsync($"An installation in {options.Directory} had been cut off. {Outcomes.Sentence(recovered.Outcome)}");
            foreach (var finding in recovered.Findings)
            {
                await output.WriteLineAsync(finding.Message);
            }
        }
    }

    /// <summary>Prints the first link and opens the browser where there is one.</summary>
    internal static BrowserOpening? Announce(WebApplication app, Surroundings surroundings)
    {
        var options = app.Services.GetRequiredService<ServeOptions>();
        var port = WizardHost.PortOf(app);
        var terminal = app.Services.GetRequiredService<Terminal>();
        terminal.ListensOn(port);
        var url = app.Services.GetRequiredService<EntryLink>().First();
        terminal.PrintStart(url, surroundings.Tunnel(options, port));
        return options.OpenBrowser && surroundings.CanOpenBrowser
            ? BrowserOpening.TryOpen(url, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), BrowserOpening.DefaultOpener)
            : null;
    }
}
