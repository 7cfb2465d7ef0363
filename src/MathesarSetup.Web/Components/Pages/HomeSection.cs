using MathesarSetup.App.Looking;
using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components.Pages;

/// <summary>A part of the page of an installation that does something for it, and shows how that goes.</summary>
public abstract class HomeSection : SessionComponent
{
    private readonly CancellationTokenSource _gone = new();
    private string? _toFocus;

    [Parameter, EditorRequired] public required InstalledPlace Place { get; set; }

    [Inject] public required Caretaker Caretaker { get; set; }
    [Inject] public required Installer Installer { get; set; }
    [Inject] public required BrowserBridge Browser { get; set; }

    /// <summary>Whether something is done for the installation, so that nothing else may begin.</summary>
    protected bool IsBusy => Caretaker.IsBusy || Installer.IsRunning;

    /// <summary>Ends when nobody looks at the page any more.</summary>
    protected CancellationToken Gone => _gone.Token;

    public override void Dispose()
    {
        Caretaker.Changed -= OnCare;
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
        base.Dispose();
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Caretaker.Changed += OnCare;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_toFocus is { } id)
        {
            _toFocus = null;
            await Browser.FocusAsync(id);
        }

        if (firstRender)
        {
            await LookAsync();
        }
    }

    /// <summary>Looks at what the section shows: at first, and after everything that was done. The page does not wait for it.</summary>
    protected virtual Task LookAsync() => Task.CompletedTask;

    /// <summary>What goes on or went on last for this installation, where it is one of the verbs.</summary>
    protected Care? CareOf(params ReadOnlySpan<CareVerb> verbs) =>
        Caretaker.Last is { } last && last.Directory == Place.Directory && verbs.Contains(last.Verb) ? last : null;

    /// <summary>Moves the focus once the section is drawn.</summary>
    protected void FocusOn(string id) => _toFocus = id;

    private void OnCare() => _ = InvokeAsync(async () =>
    {
        StateHasChanged();
        if (!Caretaker.IsBusy && !_gone.IsCancellationRequested)
        {
            await LookAsync();
        }
    });
}
