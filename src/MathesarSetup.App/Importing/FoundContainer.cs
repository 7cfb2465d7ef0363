
namespace MathesarSetup.App.Importing;

/// <summary>A container that runs Mathesar, or did.</summary>
/// <param name="Directory">Where the files lie that it was made from, as this process sees it; null where nothing tells, or they are gone.</param>
public sealed record FoundContainer(string Name, bool IsRunning, string? Directory);
