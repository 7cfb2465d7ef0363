using MathesarSetup.App.Applying;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Settling;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Web.Components;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Hosting;

/// <summary>One run of the wizard, from its start to Ctrl+C or idleness.</summary>
internal static class WizardRun
{
    private const int Forbidden = 1;
    private const int Usage = 2;

    /// <summary>Runs it; gives the exit code: 0, 1 when another wizard has the directory, or 2 when it cannot listen as asked.</summary>
    public static async Task<int> RunAsync(ServeOptions options, TextWriter output, TextWriter error)
    {
        using var held = HeldDirectory.Take(options.Directory, out var holder);
        if (holder is not null)
        {
            await error.WriteLineAsync(holder.Sentence(options.Directory));
            return Forbidden;
        }

        var settled = await SettleAsync(options, output);
        await using var app = WizardHost.Build(options, output, TimeProvider.System);
        if (settled is not null)
        {
            app.Services.GetRequiredService<WizardSession>().TellSettled(settled);
        }

        try
        {
            await app.StartAsync();
        }
        catch (Exception problem) when (ListenProblem.Explain(options, problem) is { } why)
        {
            await error.WriteLineAsync($"error: {why}");
            return Usage;
        }

        held?.OpenAt(options.Url(WizardHost.PortOf(app)));
        using var browser = Announce(app, Surroundings.Now);
        await app.WaitForShutdownAsync();
        return 0;
    }

    // Before the answers are read: an installation that was cut off may have left files that are to be taken back.
    private static async Task<ApplyResult?> SettleAsync(ServeOptions options, TextWriter output)
    {
        var settled = await Interruption.SettleAsync(options.Directory);
        if (settled is { } recovered)
        {
            await output.WriteLineAsync($"An installation in {options.Directory} had been cut off. {Outcomes.Sentence(recovered.Outcome)}");
            foreach (var finding in recovered.Findings)
            {
                await output.WriteLineAsync(finding.Message);
            }
        }

        return settled;
    }

    /// <summary>Prints the first link and opens the browser where there is one.</summary>
    internal static BrowserOpening? Announce(WebApplication app, Surroundings surroundings)
    {
        var options = app.Services.GetRequiredService<ServeOptions>();
        var port = WizardHost.PortOf(app);
        var terminal = app.Services.GetRequiredService<Terminal>();
        terminal.ListensOn(port);
        var way = app.Services.GetRequiredService<EntryLink>().First();
        terminal.PrintStart(way, surroundings.Tunnel(options, port),
            options.FirstBoot ? Surroundings.Tunnel(options, port, options.NetworkName ?? StartFacts.NetworkAddress()) : null);
        return options.OpenBrowser && surroundings.CanOpenBrowser
            ? BrowserOpening.TryOpen(way.Url, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), BrowserOpening.DefaultOpener)
            : null;
    }
}
