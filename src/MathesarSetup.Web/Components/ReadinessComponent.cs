using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components;

/// <summary>A component that shows how everything stands, and is drawn again whenever an answer or a finding changes.</summary>
public abstract class ReadinessComponent : ComponentBase, IDisposable
{
    [Inject]
    public required WizardSession Session { get; set; }

    [Inject]
    public required WizardReadiness Readiness { get; set; }

    public virtual void Dispose()
    {
        Readiness.Changed -= Redraw;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Readiness.Changed += Redraw;

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
