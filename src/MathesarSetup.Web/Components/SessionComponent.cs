using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components;

/// <summary>A component that shows the session, and is drawn again whenever the session changes, whichever tab changed it.</summary>
public abstract class SessionComponent : ComponentBase, IDisposable
{
    [Inject]
    public required WizardSession Session { get; set; }

    public virtual void Dispose()
    {
        Session.Changed -= Redraw;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Session.Changed += Redraw;

    /// <summary>Called on the circuit's own thread after each change of the session, before it is drawn.</summary>
    protected virtual void OnSessionChanged()
    {
    }

    private void Redraw() => _ = InvokeAsync(() =>
    {
        OnSessionChanged();
        StateHasChanged();
    });
}
