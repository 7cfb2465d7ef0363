namespace MathesarSetup.Web.Session;

/// <summary>How bright the pages are.</summary>
public enum Brightness
{
    /// <summary>As the system of the browser has it.</summary>
    System,
    Light,
    Dark,
}

/// <summary>How the person at the screen wants it; shared by all tabs, for as long as the program runs.</summary>
public sealed class Preferences
{
    /// <summary>Whether the key <c>/</c> opens the search.</summary>
    public bool SlashSearches { get; set; } = true;

    public Brightness Brightness { get; set; }

    /// <summary>The brightness that was chosen by hand, as the style sheet knows it; empty for the system's.</summary>
    public string Theme => Brightness is Brightness.System ? "" : Brightness.ToString().ToLowerInvariant();

    /// <summary>Whether long lines of the files go on below, and not beyond the edge.</summary>
    public bool WrapsLines { get; set; } = true;
}
