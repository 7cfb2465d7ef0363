using MathesarSetup.Web.Session;
using Microsoft.AspNetCore.Components;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>A control that people type into. While it has the focus it shows what was typed, to the letter; then it shows the answer.</summary>
public abstract class TypedControl : ComponentBase
{
    private string? _typing;

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

    protected string DescribedBy => $"{FieldId.Help(State.Key)} {FieldId.Findings(State.Key)}";

    protected string? Invalid => State.HasError ? "true" : null;

    protected Task Type(string? text)
    {
        _typing = text ?? "";
        return Typed.InvokeAsync(_typing);
    }

    protected void Leave()
    {
        _typing = null;
        Session.Leave(State.Key);
    }
}
