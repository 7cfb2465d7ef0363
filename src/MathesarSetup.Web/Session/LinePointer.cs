using MathesarSetup.App.Changing;

namespace MathesarSetup.Web.Session;

/// <summary>The way from a field to its line in the files and back, within one tab.</summary>
public sealed class LinePointer
{
    /// <summary>Raised when somebody wants to see a line.</summary>
    public event Action<FilePlace>? Pointed;

    /// <summary>Raised when somebody goes from a line to its field, so that nothing lies over it.</summary>
    public event Action? Left;

    public void Point(FilePlace place) => Pointed?.Invoke(place);

    public void Leave() => Left?.Invoke();
}
