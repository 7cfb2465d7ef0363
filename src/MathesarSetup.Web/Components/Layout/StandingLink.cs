using System.Globalization;
using MathesarSetup.App.Assessing;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Components.Fields;

namespace MathesarSetup.Web.Components.Layout;

/// <summary>The way to the place at which a finding can be settled.</summary>
internal static class StandingLink
{
    public static string Of(Standing standing) => standing switch
    {
        { Step: { } step, Key: { } key } => "/" + FieldId.Link(step, key),
        { Origin: Origin.Engine } => "/review#runs",
        _ => "/review#findings",
    };

    public static string Label(Standing standing) => standing.Step is null
        ? Words.LookAtIt
        : Format(Words.GoTo, Settings.Find(standing.Key ?? "")?.Title ?? standing.Step.Title);

    private static string Format(string sentence, params object[] values) => string.Format(CultureInfo.CurrentCulture, sentence, values);
}
