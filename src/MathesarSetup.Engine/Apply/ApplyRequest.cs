using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Apply;

/// <summary>What shall be installed on an engine.</summary>
public sealed record ApplyRequest : InstallRequest
{
    public ApplyRequest()
    {
    }

    /// <summary>The same order, for an engine.</summary>
    [SetsRequiredMembers]
    internal ApplyRequest(InstallRequest request, EngineInfo engine) : base(request) => Engine = engine;

    /// <summary>The engine to install on.</summary>
    public required EngineInfo Engine { get; init; }

    /// <summary>The Compose files in their order, relative to the directory; null for those that Compose chooses by itself.</summary>
    internal ImmutableArray<string>? ComposeFiles => LayoutSettings.ChosenFiles(Setup.Answers);

    /// <summary>What a person would type on this machine to do the same.</summary>
    public HostPrograms Programs { get; init; } = HostPrograms.Usual;

    /// <summary>What paths of this process are called on the engine's machine; different only inside a container.</summary>
    public MountedPaths Paths { get; init; } = MountedPaths.Same;

    internal string PathOnEngine(string path) => Paths.OnEngine(path);

    /// <summary>The folder in which the docker client keeps its logins.</summary>
    internal string LoginFolder { get; init; } = EngineSurroundings.OfThisProcess().ConfigFolder;

    /// <summary>The programs that are asked for Compose's fingerprints, in this order.</summary>
    internal ImmutableArray<ComposeProgram> Compose { get; init; } = ComposeProgram.Usual;
}
