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
    /// <summary>Every screen in order.</summary>
    public static IReadOnlyList<Place> All =>
        [new("", Words.Start), .. Steps.All.Select(s => new Place(s.Id, s.Title)), new("review", Words.Review), new("finish", Words.Finish)];

    /// <summary>The screen that a URL shows; the start for any other.</summary>
    public static Place At(string uri) => All.FirstOrDefault(p => p.Id == new Uri(uri).AbsolutePath.Trim('/')) ?? All[0];

    public Place? Next => All.ElementAtOrDefault(Index + 1);

    public Place? Previous => Index == 0 ? null : All[Index - 1];

    private int Index => All.ToList().IndexOf(this);

    /// <summary>What the rail says about it: the worst finding, else whether it was seen; of the last one, whether the files are written.</summary>
    public StepState State(WizardSession session)
    {
        var findings = Id == "review"
            ? session.Setup.Findings.Where(f => f.Key is null || Steps.Of(f.Key) is null)
            : session.Setup.Findings.Where(f => f.Key is { } key && Steps.Of(key)?.Id == Id);
        var isAwaited = findings.Any(session.IsAwaited);
        return findings.Where(f => !session.IsAwaited(f)).Select(f => f.Severity).DefaultIfEmpty(Severity.Note).Min() switch
        {
            Severity.Error => StepState.Error,
            Severity.Warning => StepState.Warning,
            _ when isAwaited => StepState.Open,
            _ => (Id == "finish" ? session.IsOnDisk : session.Seen.Contains(Id)) ? StepState.Done : StepState.Open,
        };
    }
}
