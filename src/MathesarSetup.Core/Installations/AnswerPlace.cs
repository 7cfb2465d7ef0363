namespace MathesarSetup.Installations;

/// <summary>Where an answer was read: a file of the installation, and its line from 1.</summary>
public sealed record AnswerPlace(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
