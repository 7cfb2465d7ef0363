using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>A service of an installation that systemd keeps running.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Unit">What systemd calls it.</param>
internal sealed record KeptService(Service Service, string Name, string Unit)
{
    public bool IsDatabase => Service.Role is ServiceRole.Database;

    /// <summary>Says what a line of its log means, with what is known of it besides.</summary>
    public Func<Finding, Finding> Completed { get; init; } = static finding => finding;
}
