using System.Collections.Immutable;
using MathesarSetup.App.Checking;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Session;

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
            checks ?? AnswerChecks.For(() => services.GetRequiredService<WizardSession>().Directory)))
        .AddSingleton(services => new Installer(services.GetRequiredService<WizardSession>(), services.GetRequiredService<Activity>(),
            services.GetRequiredService<TimeProvider>()))
        .AddSingleton<Preferences>()
        .AddScoped<OpenLayers>()
        .AddScoped<BrowserBridge>()
        .AddTransient<Reveal>();
}
