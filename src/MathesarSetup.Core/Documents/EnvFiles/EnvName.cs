namespace MathesarSetup.Documents.EnvFiles;

/// <summary>The names that every shell and every env file reader accepts for a variable.</summary>
internal static class EnvName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <exception cref="ArgumentException">The name holds something else than letters, digits and underscores.</exception>
    public static void Require(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException("The name of a variable is made of letters, digits and underscores, and starts with no digit.", nameof(name));
        }
    }
}
