namespace MathesarSetup.Targets;

/// <summary>A service of systemd: the whole machine's, or one user's.</summary>
/// <param name="Name">With its ending, such as <c>mathesar.service</c>.</param>
public sealed record ServiceUnit(string Name, bool IsUsers);
