namespace MathesarSetup.Documents;

/// <summary>A file that lies beside the code that needs it, where an editor knows what it is, and is carried inside the program.</summary>
internal static class EmbeddedFile
{
    /// <summary>The whole text of the file of this name; a script's is its path in the project.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
