using MathesarSetup.Findings;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>The kinds of finding about a file of variables that nobody can read.</summary>
public static class EnvFileFinding
{
    public static readonly FindingKind Name = FindingKind.Error("env.name",
        "What stands before the equals sign is no name of a variable, and Compose refuses the file for it. Put a # before the line, or mend it.");

    public static readonly FindingKind Quote = FindingKind.Error("env.quote",
        "The quotation mark on this line is never closed, and Compose refuses the file for it. Close it, or take it out.");

    public static readonly FindingKind Reference = FindingKind.Error("env.reference",
        "The value holds a $ that starts no reference, and Compose refuses the file for it. Put the value into single quotes, or write $$.");

    public static readonly FindingKind Required = FindingKind.Error("env.required",
        "The value asks with ${NAME:?...} for a variable that is not set above it, and Compose refuses the file without it. Set it above.");
}
