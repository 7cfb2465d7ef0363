namespace MathesarSetup.Merging;

/// <summary>How a conflict is settled.</summary>
public enum Choice
{
    /// <summary>What the person wrote stays.</summary>
    Mine,

    /// <summary>What is generated now takes its place.</summary>
    New,
}
