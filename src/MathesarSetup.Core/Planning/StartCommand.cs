using System.Collections.Immutable;

namespace MathesarSetup.Planning;

/// <summary>A program with its arguments, or a shell script, each with a reason.</summary>
public abstract record StartCommand
{
    private StartCommand()
    {
    }

    /// <summary>The comment that stands with it.</summary>
    public required string Why { get; init; }

    /// <summary>What a container engine starts instead of the image's own entry point; null to leave that.</summary>
    public abstract ImmutableArray<string>? EntryPoint { get; }

    /// <summary>What a container engine hands to the entry point.</summary>
    public abstract ImmutableArray<string> Command { get; }

    /// <summary>What arguments or a script mean to whoever asks.</summary>
    public abstract T Match<T>(Func<Arguments, T> arguments, Func<Script, T> script);

    /// <summary>Arguments that follow the image's own entry point.</summary>
    public sealed record Arguments(ImmutableArray<string> Items) : StartCommand
    {
        public override ImmutableArray<string>? EntryPoint => null;

        public override ImmutableArray<string> Command => Items;

        public override T Match<T>(Func<Arguments, T> arguments, Func<Script, T> script) => arguments(this);
    }

    /// <summary>Lines for bash. They replace the image's entry point where <see cref="ReplacesEntryPoint"/> says so.</summary>
    public sealed record Script(string Text, bool ReplacesEntryPoint) : StartCommand
    {
        /// <summary>The same in two halves, for a target that sets up in one place and serves in another; null where it cannot be cut.</summary>
        public ScriptHalves? Halves { get; init; }

        public override ImmutableArray<string>? EntryPoint => ReplacesEntryPoint ? ["bash", "-c"] : null;

        public override ImmutableArray<string> Command => ReplacesEntryPoint ? [Text] : ["bash", "-c", Text];

        public override T Match<T>(Func<Arguments, T> arguments, Func<Script, T> script) => script(this);
    }
}

/// <summary>Lines for bash that set up and then end, and lines that serve what is set up.</summary>
public sealed record ScriptHalves(string Prepare, string Serve);
