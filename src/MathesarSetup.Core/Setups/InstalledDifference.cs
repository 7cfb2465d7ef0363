namespace MathesarSetup.Setups;

/// <summary>What may be lost by a difference between files as they are and files that are laid out anew.</summary>
public enum DifferenceCost
{
    /// <summary>Nothing: the new files do it better, and say why.</summary>
    None,

    /// <summary>Something that a person wrote, for which no answer stands.</summary>
    Unexplained,

    /// <summary>Data, a secret or a lock.</summary>
    Data,
}

/// <summary>A part of what runs that is another one in files that are laid out anew.</summary>
/// <param name="Part">The name of the part, by which its difference is accepted.</param>
/// <param name="What">What happens to it, as the end of a sentence about it; holds no secret.</param>
/// <param name="Why">What it is good for, or what may be lost by it, as a sentence; empty where nobody knows.</param>
public sealed record InstalledDifference(string Part, DifferenceCost Cost, string What, string Why);
