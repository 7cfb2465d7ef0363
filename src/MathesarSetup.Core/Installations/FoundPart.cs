using MathesarSetup.Documents.Sources;

namespace MathesarSetup.Installations;

/// <summary>One part of an installation where it stands: a variable, a port, a mount, or a key that has no name of its own in every form.</summary>
/// <param name="Service">The service that it belongs to, or the file or object where it belongs to none.</param>
/// <param name="Path">What it is called alike in every form, such as <c>environment.NAME</c>, or the path of its keys.</param>
/// <param name="Value">Its value in one wording.</param>
/// <param name="Text">How a person wrote it. It may hold a secret.</param>
internal sealed record FoundPart(string Service, string Path, string Value, Place At, string Text)
{
    /// <summary>Whether it only says what files say that are read themselves, such as the name of a file of variables.</summary>
    public bool IsReference { get; init; }
}
