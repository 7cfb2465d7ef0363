namespace MathesarSetup.Documents.EnvFiles;

/// <summary>One variable of an env file that a program of the machine reads, or a line that it cannot read.</summary>
/// <param name="Name">Empty for a line that is no variable.</param>
/// <param name="Value">What the program gets.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Last">The line on which it ends.</param>
public sealed record HostVariable(string Name, string Value, int Line, int Last);
