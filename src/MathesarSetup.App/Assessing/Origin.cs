namespace MathesarSetup.App.Assessing;

/// <summary>By whom a finding is said.</summary>
public enum Origin
{
    /// <summary>The rules over the answers.</summary>
    Answers,

    /// <summary>The files in the install directory, held against those that would be written.</summary>
    Directory,

    /// <summary>What runs in the engine, held against what is wanted.</summary>
    Engine,

    /// <summary>A check of the answers in the world.</summary>
    Check,
}
