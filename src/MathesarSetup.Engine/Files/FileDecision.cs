namespace MathesarSetup.Engine.Files;

/// <summary>
/// What a person decided about one file. It holds for the content that was decided on: a file that was changed since is asked about again.
/// </summary>
public sealed record FileDecision
{
    private FileDecision(FileChange change) => Mark = change.Mark;

    /// <summary>The file stays as it lies there, and what is new is not written.</summary>
    public static FileDecision Keep(FileChange change) => new(change) { IsKept = true };

    /// <summary>The new one takes its place, and a backup is kept.</summary>
    public static FileDecision Replace(FileChange change) => new(change);

    /// <summary>The file shall hold this text.</summary>
    public static FileDecision To(FileChange change, string text) => new(change) { Text = text };

    /// <summary>Whether the file stays as it is.</summary>
    public bool IsKept { get; private init; }

    /// <summary>What the file shall hold; null where it is kept or replaced as a whole.</summary>
    public string? Text { get; private init; }

    /// <summary>
    /// At how many places of it nobody has said anything yet, so that what is there stays until somebody does. A whole file is one place.
    /// </summary>
    public int OpenPlaces { get; init; }

    internal string Mark { get; }
}
