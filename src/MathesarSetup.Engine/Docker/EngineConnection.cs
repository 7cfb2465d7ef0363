using Docker.DotNet;

namespace MathesarSetup.Engine.Docker;

/// <summary>
/// The only code that sees the Docker API: small operations, each one call. They throw what <see cref="EngineFindings.IsEngineProblem"/> knows.
/// </summary>
internal sealed partial class EngineConnection(Uri endpoint, Action<string>? announce = null) : IDisposable
{
    // Every caller has a limit of its own, and a followed log has none.
    private readonly DockerClient _client = new DockerClientBuilder().WithEndpoint(endpoint).WithTimeout(Timeout.InfiniteTimeSpan).Build();

    public Uri Endpoint { get; } = endpoint;

    /// <summary>A connection to another engine, heard by whoever hears this one.</summary>
    public EngineConnection To(Uri other) => new(other, announce);

    public void Dispose() => _client.Dispose();

    public async Task<EngineInfo> DescribeAsync(string source, CancellationToken cancellation)
    {
        var version = await _client.System.GetVersionAsync(cancellation);
        var system = await _client.System.GetSystemInfoAsync(cancellation);
        var isPodman = version.Components?.Any(c => c.Name.StartsWith("Podman", StringComparison.Ordinal)) is true;
        return new EngineInfo
        {
            Endpoint = Endpoint,
            Source = source,
            Name = system.Name,
            Product = isPodman ? "Podman" : system.OperatingSystem is "Docker Desktop" ? "Docker Desktop" : "Docker Engine",
            Version = version.Version,
            ApiVersion = System.Version.TryParse(version.APIVersion, out var api) ? api : new System.Version(0, 0),
            IsRootless = system.SecurityOptions?.Any(o => o.Contains("rootless", StringComparison.Ordinal)) is true
                || (isPodman && IsHome(system.DockerRootDir)),
            IsPodman = isPodman,
            Architecture = ImageArchitecture.Normal(version.Arch),
            RootDirectory = system.DockerRootDir,
            FreeBytes = Endpoint.Scheme == "unix" ? FreeAt(system.DockerRootDir) : null,
            CgroupVersion = system.CgroupVersion ?? "",
            LimitsResources = system.MemoryLimit is not false,
            // Podman makes another id for each answer.
            Identity = isPodman ? $"{system.Name}:{system.DockerRootDir}" : system.ID ?? "",
        };
    }

    public Task PingAsync(CancellationToken cancellation) => _client.System.PingAsync(cancellation);

    /// <summary>Bytes free on the disk of a directory; null where this process cannot see it.</summary>
    public static long? FreeAt(string directory)
    {
        try
        {
            return Directory.Exists(directory) ? new DriveInfo(directory).AvailableFreeSpace : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Each change is named before it happens, so that a test can stop the world between any two.
    private DockerClient Changing(string what)
    {
        announce?.Invoke(what);
        return _client;
    }

    // What is not there is no exception for a caller who asks whether it is.
    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (DockerApiException problem) when (problem.StatusCode is System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static Dictionary<string, IDictionary<string, bool>> Filter(string name, string value) =>
        new() { [name] = new Dictionary<string, bool> { [value] = true } };

    // Podman 4.3 says it by the place of its storage alone.
    private static bool IsHome(string directory) => directory.Contains("/.local/share/", StringComparison.Ordinal);
}
