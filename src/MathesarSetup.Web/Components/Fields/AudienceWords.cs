using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>How those who may reach Mathesar are called.</summary>
public static class AudienceWords
{
    public static string Of(Audience audience) => audience switch
    {
        Audience.ThisMachine => Words.OnlyThisMachine,
        Audience.Network => Words.MyNetwork,
        _ => Words.TheInternet,
    };
}
