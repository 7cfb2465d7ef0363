namespace MathesarSetup.Documents.EnvFiles;

/// <summary>Text inside a Compose file, where Compose expands <c>$</c> after the YAML reader is done.</summary>
public static class ComposeText
{
    /// <summary>The text that Compose turns back into <paramref name="value"/>.</summary>
    public static string Literal(string value) => value.Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>A reference to a variable of the shell or of <c>.env</c>. With a message, Compose stops with it when the variable
    /// is unset or empty; without, it stands for nothing then.</summary>
    public static string Variable(string name, string? requiredMessage = null)
    {
        if (requiredMessage?.AsSpan().IndexOfAny("${}") >= 0)
        {
            throw new ArgumentException("Compose reads $, { and } in the message of a required variable: leave them out.", nameof(requiredMessage));
        }

        return requiredMessage is null ? $"${{{name}:-}}" : $"${{{name}:?{requiredMessage}}}";
    }
}
