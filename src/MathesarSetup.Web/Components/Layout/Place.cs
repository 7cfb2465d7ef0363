using MathesarSetup.App.Assessing;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>How far a screen is.</summary>
public enum StepState
{
    Open,
    Done,
    Warning,
    Error,
}

/// <summary>One screen of the wizard, in the rail and for the buttons at the bottom.</summary>
/// <param name="Id">The last part of its URL; empty for the start.</param>
public sealed record Place(string Id, string Title)
{
    private static readonly Place s_nowhere = new("not-found", Words.NotFoundTitle);

    /// <summary>Every screen in order.</summary>
    public static IReadOnlyList<Place> All =>
        [new("", Words.Start), .. Steps.All.Select(s => new Place(s.Id, s.Title)), new("review", Words.Review), new("finish", Words.Finish)];

    /// <summary>The screen that a URL shows; for any other one that is in no list, from which the way goes to the start.</summary>
    public static Place At(string uri) => All.FirstOrDefault(p => p.Id == new Uri(uri).AbsolutePath.Trim('/')) ?? s_nowhere;

    public Place? Next => All.ElementAtOrDefault(Index + 1);

    public Place? Previous => Index <= 0 ? null : All[Index - 1];

    private int Index => All.ToList().IndexOf(this);

    /// <summary>
    /// What the rail says about it: the worst finding, else whether it was answered or passed by; of the last one, whether the files are written.
    /// Whoever stands on it has not done with it.
    /// </summary>
    public StepState State(WizardSession session, Readiness readiness, bool isCurrent = false)
    {
        Standing[] below = Id is "" or "finish" ? [] : [.. readiness.Below(Id == "review" ? null : Id)];
        var isAwaited = below.Any(static s => s.IsAwaited);
        return below.Where(static s => !s.IsAwaited).Select(static s => s.Finding.Severity).DefaultIfEmpty(Severity.Note).Min() switch
        {
            Severity.Error => StepState.Error,
            Severity.Warning => StepState.Warning,
            _ when isAwaited => StepState.Open,
            _ when Id == "finish" => session.IsOnDisk ? StepState.Done : StepState.Open,
            _ => session.Seen.Contains(Id) && !isCurrent ? StepState.Done : StepState.Open,
        };
    }
}
