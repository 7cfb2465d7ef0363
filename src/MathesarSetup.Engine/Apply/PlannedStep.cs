namespace MathesarSetup.Engine.Apply;

/// <summary>A step of applying before it begins.</summary>
/// <param name="Name">The name that its events will have.</param>
/// <param name="Message">What it will do.</param>
public sealed record PlannedStep(string Name, string Message);
