namespace MathesarSetup.Planning;

/// <summary>
/// Something that appears inside a service at <see cref="Path"/>. Without a container, source and path are the same place, which the service may use.
/// </summary>
public abstract record Mount
{
    private Mount()
    {
    }

    public required string Path { get; init; }

    /// <summary>The comment that stands with it.</summary>
    public required string Why { get; init; }

    /// <summary>What a volume or a bind means to whoever asks.</summary>
    public abstract T Match<T>(Func<Named, T> volume, Func<Bind, T> bind);

    /// <summary>A volume of the plan.</summary>
    public sealed record Named(string Volume) : Mount
    {
        public override T Match<T>(Func<Named, T> volume, Func<Bind, T> bind) => volume(this);
    }

    /// <summary>A file or folder of the machine. A relative one starts with <c>./</c> and means the install directory.</summary>
    public sealed record Bind(string Source, bool ReadOnly) : Mount
    {
        /// <summary>The volume in whose place the folder stands; null for a file or folder that is not there to keep data.</summary>
        public string? InsteadOf { get; init; }

        /// <summary>Whether the user has to provide it: an engine must not make an empty folder in its place.</summary>
        public bool MustExist { get; init; }

        public override T Match<T>(Func<Named, T> volume, Func<Bind, T> bind) => bind(this);
    }
}
