namespace MathesarSetup.Engine.Files;

/// <summary>What a person decided one file to hold, and what it held when that was decided: a file that was changed since is asked about again.</summary>
public sealed record Settlement(string Present, string Result);
