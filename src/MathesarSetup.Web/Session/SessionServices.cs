using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Workspace;
using MathesarSetup.Web.Components.Fields;

namespace MathesarSetup.Web.Session;

/// <summary>What the pages need to be given.</summary>
public static class SessionServices
{
    /// <summary>Adds the wizard for one install directory; <paramref name="store"/> keeps its draft, and <paramref name="machine"/> lends size and randomness.</summary>
    public static IServiceCollection AddWizard(this IServiceCollection collection, string directory, DraftStore? store = null, Machine? machine = null) => collection
        .AddSingleton(services => new WizardSession(directory, store ?? new DraftStore(), machine ?? ThisMachine.Read(), services.GetRequiredService<TimeProvider>()))
        .AddSingleton<Preferences>()
        .AddScoped<OpenLayers>()
        .AddScoped<BrowserBridge>()
        .AddTransient<Reveal>();
}
