using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>A control that people type into. While it has the focus it shows what was typed, to the letter; then it shows the answer.</summary>
public abstract class TypedControl : ComponentBase
{
    private string? _typing;

    // The answer as this control left it, known once somebody has typed; another one is another window's.
    private (string? Text, bool IsKnown) _said;

    [Parameter, EditorRequired]
    public required FieldState State { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Called for each letter, with the whole text.</summary>
    [Parameter]
    public EventCallback<string> Typed { get; set; }

    [Inject]
    public required WizardSession Session { get; set; }

    protected string Id => FieldId.Of(State.Key);

    /// <summary>What the control shows while nobody types.</summary>
    protected virtual string Resting => State.Text;

    protected string Shown => _typing ?? Resting;

    protected bool IsTyping => _typing is not null;

    /// <summary>What another window made of the answer while somebody types here; null when it is as it was left.</summary>
    public string? Elsewhere => IsTyping && _said.IsKnown && Said != _said.Text && State.Text != _typing ? State.Text : null;

    /// <summary>Whether it may be shown.</summary>
    public virtual bool ShowsElsewhere => true;

    /// <summary>Shows it in the place of what was typed here.</summary>
    public void TakeElsewhere()
    {
        (_typing, _said) = (null, default);
        StateHasChanged();
    }

    private string? Said => Session.Setup.Draft.Texts.GetValueOrDefault(State.Key);

    protected string DescribedBy => $"{FieldId.Help(State.Key)} {FieldId.Findings(State.Key)}";

    protected string? Invalid => State.HasError ? "true" : null;

    protected async Task Type(string? text)
    {
        _typing = text ?? "";
        await Typed.InvokeAsync(_typing);
        _said = (Said, true);
    }

    protected void Leave()
    {
        (_typing, _said) = (null, default);
        Session.Leave(State.Key);
    }
}
