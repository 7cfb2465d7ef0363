using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components;

/// <summary>A component that shows live checks, and is drawn again when one begins or ends, and when an answer changes.</summary>
public abstract class CheckComponent : SessionComponent
{
    [Inject]
    public required LiveChecks Live { get; set; }

    public override void Dispose()
    {
        Live.Changed -= Redraw;
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Live.Changed += Redraw;
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
