namespace MathesarSetup.Targets;

/// <summary>What a person types on one machine where the files and pages say <c>docker compose</c>.</summary>
/// <param name="Compose">Compose, in words of a shell.</param>
/// <param name="Engine">The engine's own program.</param>
public sealed record HostPrograms(string Compose, string Engine = "docker")
{
    public const string Plugin = "docker compose";
    public const string Program = "docker-compose";
    public const string OfPodman = "podman compose";

    /// <summary>Those of a machine that nobody knows.</summary>
    public static readonly HostPrograms Usual = new(Plugin);
}
