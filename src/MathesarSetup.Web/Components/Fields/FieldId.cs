using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Components.Fields;

/// <summary>The HTML ids of fields: <c>database.port</c> is <c>database-port</c>, as in the docs and on the command line.</summary>
public static class FieldId
{
    public static string Of(string key) => key.Replace('.', '-');

    /// <summary>The choice of who should reach Mathesar.</summary>
    public static string Of(Audience audience) => $"audience-{audience}".ToLowerInvariant();

    public static string Help(string key) => Of(key) + "-help";

    public static string Findings(string key) => Of(key) + "-findings";

    /// <summary>The address of a field: its step and its id.</summary>
    public static string Link(Step step, string key) => $"{step.Id}#{Of(key)}";
}
