using MathesarSetup.Engine.Apply;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

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

    /// <summary>What stands in the place of the administrator's name and password where they open nothing; null where they do.</summary>
    /// <param name="result">How installing ended; null where files were written and nothing runs yet.</param>
    public static string? LoginNote(Setup setup, ApplyResult? result) => (LoginWays.Of(setup.Answers), result) switch
    {
        (LoginWay.SingleSignOn, _) => Words.LogInBySingleSignOn,
        (_, { PasswordOpens: true }) or (LoginWay.New or LoginWay.PerhapsNew, null) => null,
        _ => Words.LogInAsBefore,
    };
}
