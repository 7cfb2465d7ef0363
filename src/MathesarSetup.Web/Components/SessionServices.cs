using System.Collections.Immutable;
using MathesarSetup.App.Checking;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Components.Layout;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace MathesarSetup.Web.Components;

/// <summary>What the pages need to be given.</summary>
public static class SessionServices
{
    /// <summary>
    /// Adds the wizard for one install directory; <paramref name="store"/> keeps its draft, <paramref name="machine"/> lends size and randomness, and
    /// <paramref name="checks"/> are tried while the answers are given.
    /// </summary>
    public static IServiceCollection AddWizard(this IServiceCollection collection, string directory, DraftStore? store = null,
        Machine? machine = null, ImmutableArray<ICheck>? checks = null) => collection
        .AddSingleton(services => new WizardSession(directory, store ?? new DraftStore(), machine ?? ThisMachine.Read(),
            services.GetRequiredService<TimeProvider>()))
        .AddSingleton(services => new LiveChecks(services.GetRequiredService<WizardSession>(), services.GetRequiredService<TimeProvider>(),
            checks ?? AnswerChecks.For(() => services.GetRequiredService<WizardSession>().Directory), services.GetRequiredService<OpenTabs>()))
        .AddSingleton(services => new Installer(services.GetRequiredService<WizardSession>(), services.GetRequiredService<Activity>(),
            services.GetRequiredService<TimeProvider>()))
        .AddSingleton(services => new WizardReadiness(services.GetRequiredService<WizardSession>(), services.GetRequiredService<LiveChecks>(),
            services.GetRequiredService<Installer>(), services.GetRequiredService<OpenTabs>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ReadinessSources>()))
        .AddSingleton(services => ReadinessSources.Of(services.GetRequiredService<WizardSession>(), services.GetRequiredService<Installer>()))
        .AddSingleton<OpenTabs>()
        .AddScoped<CircuitHandler, TabCounter>()
        .AddSingleton(services => new Caretaker(services.GetRequiredService<Activity>(), services.GetRequiredService<WizardSession>()))
        .AddSingleton(_ => new LocalPrograms())
        .AddSingleton<Preferences>()
        .AddScoped<OpenLayers>()
        .AddScoped<LinePointer>()
        .AddScoped<BrowserBridge>()
        .AddScoped<WayBack>()
        .AddScoped<SearchActions>()
        .AddTransient<Reveal>();
}
