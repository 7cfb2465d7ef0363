using System.Collections.Immutable;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

/// <summary>The draft as it is, with the way back and the way forward. Typing in one field is one step.</summary>
/// <param name="Typing">The key that is being typed into; null when the next change is a step of its own.</param>
public sealed record History(Draft Present, ImmutableStack<Draft> Past, ImmutableStack<Draft> Future, string? Typing)
{
    public static History Of(Draft draft) => new(draft, [], [], null);

    public bool CanUndo => !Past.IsEmpty;

    public bool CanRedo => !Future.IsEmpty;

    /// <summary>One change more. A change that continues typing into <paramref name="typing"/> joins the step before.</summary>
    public History With(Draft draft, string? typing = null)
    {
        if (draft.Texts.SequenceEqual(Present.Texts))
        {
            return this with { Typing = typing };
        }

        var joins = typing is not null && typing == Typing && CanUndo;
        return new History(draft, joins ? Past : Past.Push(Present), [], typing);
    }

    /// <summary>Ends the typing, so that the next letter is a new step.</summary>
    public History Rest() => this with { Typing = null };

    /// <summary>Whether this very draft is the present one or one that led to it.</summary>
    public bool Holds(Draft draft) => ReferenceEquals(Present, draft) || Past.Any(past => ReferenceEquals(past, draft));

    public History Undo() => CanUndo ? new History(Past.Peek(), Past.Pop(), Future.Push(Present), null) : this;

    public History Redo() => CanRedo ? new History(Future.Peek(), Past.Push(Present), Future.Pop(), null) : this;
}
