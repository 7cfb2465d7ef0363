using MathesarSetup.Engine.Files;

namespace MathesarSetup.Web.Cli;

/// <summary>What the program tells a script by its exit code (docs/command-line.md).</summary>
internal static class Exit
{
    public const int Done = 0;

    /// <summary>Findings forbid it, or it failed and changed nothing.</summary>
    public const int Forbidden = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;

    /// <summary>Files that a person edited would be lost.</summary>
    public const int WouldOverwrite = 3;

    /// <summary>There are differences.</summary>
    public const int Differences = 4;

    /// <summary>It failed, and a person has to settle something before it can be taken back or tried again.</summary>
    public const int NeedsPerson = 5;

    /// <summary>
    /// It was cancelled by Ctrl+C or a request to end, and everything is as before: what shells say of a program that an interrupt ended.
    /// </summary>
    public const int Cancelled = 130;

    /// <summary>What a way of writing files ended in.</summary>
    public static int Of(WriteOutcome outcome) => outcome switch
    {
        WriteOutcome.Written or WriteOutcome.Unchanged => Done,
        WriteOutcome.NeedsForce => WouldOverwrite,
        _ => Forbidden,
    };
}
