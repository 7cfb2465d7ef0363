using MathesarSetup.Engine.Apply;

namespace MathesarSetup.Web.Components;

/// <summary>How installing ended, in one sentence, on the screen and in the terminal.</summary>
internal static class Outcomes
{
    public static string Sentence(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Applied => Words.Applied,
        ApplyOutcome.Unchanged => Words.Unchanged,
        ApplyOutcome.Refused => Words.Refused,
        ApplyOutcome.RolledBack => Words.RolledBack,
        ApplyOutcome.Cancelled => Words.WasCancelled,
        _ => Words.NeedsPerson,
    };
}
