using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Planning;

/// <summary>What shall run, said once for every target, in no target's words. A target turns it into files, the engine into containers.</summary>
public sealed record Plan
{
    /// <summary>The project's name: prefix of every container, volume and network.</summary>
    public required string Name { get; init; }

    public required Release Release { get; init; }

    /// <summary>What runs, in the order in which it starts.</summary>
    public required ImmutableArray<Service> Services { get; init; }

    public ImmutableArray<Volume> Volumes { get; init; } = [];

    /// <summary>Networks that are there already and are joined, never made or removed.</summary>
    public ImmutableArray<string> JoinedNetworks { get; init; } = [];

    /// <summary>What Mathesar is called in the networks that it joins.</summary>
    public string NetworkAlias => Name;

    /// <summary>Files that services read, such as <c>sso.yml</c> or a proxy's configuration.</summary>
    public ImmutableArray<PlannedFile> Files { get; init; } = [];

    /// <summary>Where programs of the machine itself lie; null where everything runs in containers.</summary>
    public HostPlace? Place { get; init; }

    /// <summary>What people type into the browser.</summary>
    public required PublicUrl Url { get; init; }

    /// <summary>
    /// The answers behind the plan, for texts that quote them. A target decides nothing by them but by the settings that are its own.
    /// </summary>
    public required Answers Answers { get; init; }

    public Service Web => Services.First(s => s.Role is ServiceRole.Web);

    public Service? Database => Services.FirstOrDefault(s => s.Role is ServiceRole.Database);

    public Service? Proxy => Services.FirstOrDefault(s => s.Role is ServiceRole.Proxy);
}

/// <summary>What a service is for.</summary>
public enum ServiceRole
{
    Database,
    Web,
    Proxy,
}

/// <summary>One thing that runs.</summary>
public sealed record Service
{
    /// <summary>How the other services reach it.</summary>
    public required string Name { get; init; }

    public required ServiceRole Role { get; init; }

    /// <summary>Why it runs, as a comment.</summary>
    public required string Why { get; init; }

    /// <summary>What its container is called; null to leave that to the engine.</summary>
    public string? ContainerName { get; init; }

    public required Runtime Runtime { get; init; }

    /// <summary>What it runs instead of what its image or package starts by itself; null to leave that.</summary>
    public StartCommand? Start { get; init; }

    public ImmutableArray<EnvironmentEntry> Environment { get; init; } = [];

    public ImmutableArray<PublishedPort> Ports { get; init; } = [];

    public ImmutableArray<Mount> Mounts { get; init; } = [];

    public HealthProbe? Health { get; init; }

    /// <summary>Services that have to be healthy first.</summary>
    public ImmutableArray<string> StartsAfter { get; init; } = [];

    /// <summary>Whether it talks to the machine that it runs on, under the name <see cref="HostGateway"/>.</summary>
    public bool ReachesHost { get; init; }

    /// <summary>Shared memory in megabytes; null for the engine's default of 64.</summary>
    public int? SharedMemory { get; init; }

    /// <summary>Seconds that it gets to stop by itself; null for the engine's default of 10.</summary>
    public int? StopSeconds { get; init; }

    /// <summary>The most memory it may take; null for no limit.</summary>
    public MemorySize? MemoryLimit { get; init; }

    /// <summary>The most processor cores it may use; null for no limit.</summary>
    public CoreCount? ProcessorLimit { get; init; }

    /// <summary>The image that it runs; null for a program of the machine.</summary>
    public ImageReference? Image => (Runtime as Runtime.Image)?.Reference;

    /// <summary>The name under which Docker's containers reach their host.</summary>
    public const string HostGateway = "host.docker.internal";
}

/// <summary>Where a service's program comes from.</summary>
public abstract record Runtime
{
    private Runtime()
    {
    }

    /// <summary>A container image with its tag or digest.</summary>
    public sealed record Image(ImageReference Reference) : Runtime;

    /// <summary>A program that is installed on the machine itself, without a container.</summary>
    public sealed record Host(string Program) : Runtime;
}

/// <summary>A variable with its value, and the setting it came from.</summary>
/// <param name="Name">What the program reads.</param>
/// <param name="Value">The very bytes that have to arrive.</param>
/// <param name="Comment">Why it is there.</param>
/// <param name="From">The setting behind it; null for a variable that is always the same.</param>
public sealed record EnvironmentEntry(string Name, string Value, string Comment, Setting? From = null)
{
    /// <summary>Whether the value has to stay out of files that others may read.</summary>
    public bool IsSecret { get; init; } = From?.Secret ?? false;

    /// <summary>The service whose address the value is, for a target that reaches it under another name; null for any other value.</summary>
    public string? AddressOf { get; init; }

    /// <summary>Whether the service can start without it: an administrator's password is not needed for ever.</summary>
    public bool MayBeMissing { get; init; }
}

/// <summary>A port of the machine that leads to a port of the service.</summary>
/// <param name="Address">The address of the machine on which it opens.</param>
/// <param name="From">The setting that chose the machine's port.</param>
public sealed record PublishedPort(ListenAddress Address, int Machine, int Inside, Setting From)
{
    /// <summary>Whether others than this machine may reach it.</summary>
    public bool IsOpen => !Address.IsLoopback;
}

/// <summary>Storage that outlives its service.</summary>
/// <param name="Name">Its name within the plan; engines prefix it with the plan's name.</param>
/// <param name="Why">What lies in it.</param>
public sealed record Volume(string Name, string Why)
{
    /// <summary>Whether it was there before under that very name: it is never made, removed or prefixed.</summary>
    public bool IsExternal { get; init; }
}

/// <summary>How to see whether a service works.</summary>
public sealed record HealthProbe
{
    /// <summary>A program and its arguments, run inside the service; exit code 0 is healthy.</summary>
    public required ImmutableArray<string> Command { get; init; }

    public required string Why { get; init; }

    /// <summary>The page that tells the same over HTTP, asked with a Host that is allowed; null for a service without pages.</summary>
    public WebPage? Ready { get; init; }

    /// <summary>The page that answers while the program lives, whether or not its database does; null where no page tells only that.</summary>
    public WebPage? Alive { get; init; }

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public int Retries { get; init; } = 6;

    /// <summary>How long failures do not count after the start.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>A page that a service answers.</summary>
/// <param name="Host">The Host header to ask with.</param>
public sealed record WebPage(int Port, string Path, string Host);

/// <summary>A file that a service reads, written beside the target's own files.</summary>
/// <param name="Path">Relative to the install directory.</param>
/// <param name="Content">The whole text.</param>
/// <param name="About">One sentence on what it is for.</param>
public sealed record PlannedFile(string Path, string Content, string About)
{
    /// <summary>Whether it holds a secret, so that its owner alone may read it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a service mounts it; a snippet for the user's own proxy is not.</summary>
    public bool IsMounted { get; init; } = true;
}
