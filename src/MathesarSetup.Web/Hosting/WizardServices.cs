using MathesarSetup.Web.Security;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
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
        services.AddSingleton<EntryLink>();
        services.AddSingleton<BrowserSessions>();
        services.AddRoutingCore();
        // Keys live as long as the process: nothing is written to ~/.aspnet.
        services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new KeysInMemory(), new NullXmlEncryptor()));
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
        services.AddWizard(options.Directory);
    }
}
