using System.Runtime.InteropServices;

namespace MathesarSetup.Engine.Files;

/// <summary>Why a file could not be used, in our own words: those of .NET say the path a second time and nothing about what to do.</summary>
public static class FileWords
{
    private const int LargestErrorNumber = 4095;

    /// <summary>A part of a sentence, such as "there is no such file".</summary>
    public static string Why(Exception problem) => problem switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "a part of its path is missing or is no directory",
        PathTooLongException => "its name is too long",
        UnauthorizedAccessException => "it is a directory, or this user may not read it",
        IOException { HResult: > 0 and <= LargestErrorNumber and var number } =>
            $"the system says \"{Marshal.GetPInvokeErrorMessage(number)}\"",
        _ => "it does not hold what it should",
    };
}
