namespace MathesarSetup.Web.Session;

/// <summary>How the person at the screen wants it; shared by all tabs, for as long as the program runs.</summary>
public sealed class Preferences
{
    /// <summary>Whether the key <c>/</c> opens the search.</summary>
    public bool SlashSearches { get; set; } = true;
}
