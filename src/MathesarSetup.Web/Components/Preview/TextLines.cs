namespace MathesarSetup.Web.Components.Preview;

/// <summary>Texts as lines.</summary>
public static class TextLines
{
    /// <summary>The lines of a text without the empty one after its last line feed.</summary>
    public static string[] Of(string text) => text.TrimEnd('\n').Split('\n');
}
