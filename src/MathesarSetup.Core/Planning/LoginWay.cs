using MathesarSetup.Catalogue;

namespace MathesarSetup.Planning;

/// <summary>How the first person logs in, as far as the answers tell.</summary>
public enum LoginWay
{
    /// <summary>The administrator is made, with the password of the answers.</summary>
    New,

    /// <summary>The same, unless the user's own database holds one already.</summary>
    PerhapsNew,

    /// <summary>The installation was there before, with its accounts.</summary>
    AsBefore,

    /// <summary>No password opens anything.</summary>
    SingleSignOn,
}

/// <summary>Tells how to log in.</summary>
public static class LoginWays
{
    public static LoginWay Of(Answers answers) =>
        answers.Get(SsoSettings.Required) ? LoginWay.SingleSignOn
        : KeptSettings.IsImported(answers) ? LoginWay.AsBefore
        : answers.Get(DatabaseSettings.Mode) is DatabaseMode.Existing ? LoginWay.PerhapsNew
        : LoginWay.New;
}
