using System.CommandLine;

namespace MathesarSetup.Web.Cli;

/// <summary>Refuses the empty word that a shell makes of a variable that is not set: nobody means the default by it.</summary>
internal static class EmptyWord
{
    /// <summary>The same option, which has to say something wherever it stands.</summary>
    public static Option<T> NotEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{option.Name} is given an empty word. Leave it out, or say what is meant.");
            }
        });
        return option;
    }

    /// <inheritdoc cref="NotEmpty{T}(Option{T})"/>
    public static Argument<T> NotEmpty<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{argument.Name} is given an empty word. Leave it out, or say what is meant.");
            }
        });
        return argument;
    }
}
