using System.Globalization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Docker;

/// <summary>What of this process decides where an engine may listen.</summary>
/// <param name="Home">The user's home directory.</param>
/// <param name="Variables">The variables of the environment that matter: <c>DOCKER_HOST</c>, <c>DOCKER_CONTEXT</c>, <c>DOCKER_CONFIG</c>,
/// <c>XDG_RUNTIME_DIR</c>, <c>CONTAINER_HOST</c>.</param>
public sealed record EngineSurroundings(string Home, IReadOnlyDictionary<string, string> Variables)
{
    private static readonly string[] s_names =
    [
        "DOCKER_HOST", "DOCKER_TLS_VERIFY", "DOCKER_CONTEXT", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "CONTAINER_HOST",
    ];

    /// <summary>The directory below which sockets of the whole system lie: the root, or another one in tests.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The folder of the docker client's own settings.</summary>
    public string ConfigFolder => Variable("DOCKER_CONFIG") ?? Path.Join(Home, ".docker");

    /// <summary>The user's own folder for sockets; null where nothing names it.</summary>
    public string? RuntimeFolder => Variable("XDG_RUNTIME_DIR")
        ?? (LibC.OwnerOf("/proc/self") is { } owner ? Path.Join(Root, "run", "user", owner.User.ToString(CultureInfo.InvariantCulture)) : null);

    /// <summary>The surroundings of this process.</summary>
    public static EngineSurroundings OfThisProcess() => new(HomeDirectory.Path, s_names
        .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
        .Where(variable => !string.IsNullOrEmpty(variable.Value))
        .ToDictionary(variable => variable.Name, variable => variable.Value!, StringComparer.Ordinal));

    /// <summary>The variable's value; null when it is not set.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) ? value : null;
}
