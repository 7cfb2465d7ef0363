using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;

namespace MathesarSetup.App.Assessing;

/// <summary>A finding that stands, and by whom it is said.</summary>
/// <param name="Check">The check that says it; null unless one does.</param>
public sealed record Standing(Finding Finding, Origin Origin, ICheck? Check = null)
{
    /// <summary>Whether it only says what an empty field is for, which nobody has come to yet.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>The step below which it stands; null for the review, where the rest stands.</summary>
    public Step? Step { get; init; }

    /// <summary>The key of the answer below which it stands; null for the review.</summary>
    public string? Key { get; init; }

    public bool IsError => Finding.Severity is Severity.Error;

    /// <summary>Whether it forbids to write or to install.</summary>
    public bool IsBlocking => IsError && Origin is not Origin.Check;

    /// <summary>Whether it is an error that a person may pass by on purpose: what a check saw may be otherwise in the end.</summary>
    public bool IsPassable => IsError && Origin is Origin.Check;

    /// <summary>The first sentence of its message, without the full stop: its name where there is no room for the whole.</summary>
    public string Name
    {
        get
        {
            var text = Finding.Message;
            for (var at = text.IndexOf('.', StringComparison.Ordinal); at >= 0; at = text.IndexOf('.', at + 1))
            {
                // Neither 12.0, nor db.example.org, nor "such as e.g. this".
                if (at + 1 == text.Length || (text[at + 1] == ' ' && (at + 2 == text.Length || !char.IsLower(text[at + 2]))))
                {
                    return text[..at];
                }
            }

            return text;
        }
    }
}
