using MathesarSetup.Catalogue;

namespace MathesarSetup.App.Opening;

/// <summary>One text as somebody said it outside of a file.</summary>
/// <param name="Said">How it was said: a flag or a variable.</param>
/// <param name="Name">The setting's name without marks in front, or its key.</param>
/// <param name="Text">The text, or the path of a file that holds it.</param>
public sealed record SaidText(string Said, string Name, string Text)
{
    /// <summary>Whether everybody on the machine can read it, as they can the arguments of a program.</summary>
    public bool IsInArguments { get; init; }

    public override string ToString() => $"{Said} ({SecretText.Mask})";
}
