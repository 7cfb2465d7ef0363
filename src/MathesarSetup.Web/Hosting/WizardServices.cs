using MathesarSetup.Web.Components;
using MathesarSetup.Web.Listening;
using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.DataProtection;
using MudBlazor.Services;

namespace MathesarSetup.Web.Hosting;

/// <summary>What is injected, into pages too: <see cref="ServeOptions"/>, <see cref="Activity"/>, <see cref="TimeProvider"/>.</summary>
internal static class WizardServices
{
    // People paste whole compose files.
    private const long LargestMessage = 1024 * 1024;

    // A tab that lost its connection finds everything as it was for as long as the program would wait for input.
    private const int MostLostTabs = 1000;

    public static void AddTo(IServiceCollection services, ServeOptions options, TextWriter output, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(new Terminal(options, output));
        services.AddSingleton<Activity>();
        services.AddHostedService<IdleShutdown>();
        if (options.FirstBoot)
        {
            services.AddHostedService<FirstBoot>();
        }

        services.AddSingleton<EntryTokens>();
        services.AddSingleton<EntryCodes>();
        services.AddSingleton<EntryLink>();
        services.AddSingleton<BrowserSessions>();
        services.AddRoutingCore();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "mathesar-setup-form";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // The policy's frame-ancestors forbids every frame; this header would allow our own.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });

        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitRetentionPeriod = Activity.Limit;
            circuits.DisconnectedCircuitMaxRetained = MostLostTabs;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddMudServices();
        KeepKeysInMemory(services);
        services.AddWizard(options.Directory);
    }

    // Keys live as long as the process. What would make some at the start and write them to ~/.aspnet is taken out.
    private static void KeepKeysInMemory(IServiceCollection services)
    {
        var keyMaker =
            services.Single(s => s.ServiceType == typeof(IHostedService)
                && s.ImplementationType?.Assembly == typeof(EphemeralDataProtectionProvider).Assembly);
        services.Remove(keyMaker);
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
    }
}
