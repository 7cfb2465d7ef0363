using System.CommandLine;
using System.CommandLine.Parsing;

namespace MathesarSetup.Web.Cli;

/// <summary>A rule over the flags of a verb.</summary>
internal static class FlagRule
{
    /// <summary>Adds a rule that is asked where every flag on the line can be read; of one that cannot, the parser tells by itself.</summary>
    public static void AddRule(this Command command, Action<CommandResult> rule) => command.Validators.Add(result =>
    {
        if (result.Children.OfType<OptionResult>().All(IsReadable))
        {
            rule(result);
        }
    });

    /// <summary>Whether the flag has a value of its kind.</summary>
    public static bool IsReadable(OptionResult said)
    {
        try
        {
            // Reading is what tells: whether a word is missing, or is none of the flag's kind.
            _ = said.GetValueOrDefault<object?>();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
