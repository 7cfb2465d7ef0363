using Bunit;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Targets;
using MathesarSetup.Web.Components;
using MathesarSetup.Web.Components.Fields;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace MathesarSetup.Web;

/// <summary>The wizard's components on a real session in a directory of their own, without a browser.</summary>
public abstract class WizardContext : BunitContext
{
    private readonly TemporaryDirectory _directory = new();

    protected WizardContext()
    {
        // Ample, since tests share few cores: it is there to end what hangs.
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<Activity>();
        Services.AddWizard(InstallDirectory, new DraftStore(_directory.At("state")), Scenarios.Machine);
        // What is there differs from machine to machine.
        Services.AddSingleton(new LocalPrograms(static () => Task.FromResult(HostPrograms.Usual)));
    }

    protected FakeTimeProvider Time { get; } = new();

    protected string InstallDirectory => _directory.At("mathesar");

    protected WizardSession Wizard => Services.GetRequiredService<WizardSession>();

    protected IRenderedComponent<SettingField> Field(Setting setting, params string[] names) =>
        Render<SettingField>(p => p.Add(f => f.Setting, setting).Add(f => f.Names, [.. names]));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _directory.Dispose();
    }

    /// <summary>
    /// Finds and presses in one turn of the renderer. A page that has found something out by itself is drawn anew, and what was found before is then
    /// no longer there to be pressed.
    /// </summary>
    protected static void Act<T>(IRenderedComponent<T> page, Action act) where T : IComponent => page.InvokeAsync(act).GetAwaiter().GetResult();
}
