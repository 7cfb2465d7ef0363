using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Removing;

/// <summary>
/// By what things of an engine are proven to have been made from an install directory. Unknown is not absent, and a name proves nothing.
/// </summary>
internal sealed record DirectoryProof
{
    private readonly MountedPaths _paths;
    private readonly string _here;
    private readonly bool _isLocal;

    private DirectoryProof(Setup setup, Disk disk, EngineInfo engine, MountedPaths paths)
    {
        (Setup, Disk, _paths, _isLocal) = (setup, disk, paths, engine.IsLocal);
        _here = RealPath.Of(disk.Root);
        Proof = PlaceProof.Of(disk, engine.Identity, paths.OnEngine(_here));
        Secrets = [.. SecretsFile.Known(disk)];
    }

    public Setup Setup { get; }

    public Disk Disk { get; }

    /// <summary>What the directory remembers of this engine.</summary>
    public PlaceProof Proof { get; }

    /// <summary>What the directory remembers of what was made from it; null for nothing.</summary>
    public InstallationMark? Mark => Proof.Mark;

    /// <summary>What was made in this engine; null where it is another one, or nothing is remembered.</summary>
    public MarkedEngine? Engine => Proof.Here;

    private string[] Secrets { get; }

    public static async Task<DirectoryProof> OfAsync(Setup setup, string root, EngineInfo engine, CancellationToken cancellation) =>
        new(setup, new Disk(Path.TrimEndingDirectorySeparator(root)), engine, await MountedPaths.FindAsync(engine, cancellation));

    /// <summary>Whether a path of the engine's machine is this directory, whatever links lead to either.</summary>
    public bool IsHere(string path)
    {
        var named = Path.TrimEndingDirectorySeparator(path);
        return named == _paths.OnEngine(Disk.Root) || named == _paths.OnEngine(_here) || (_isLocal && RealPath.Of(_paths.Here(named)) == _here);
    }

    /// <summary>What this process calls a path of the engine's machine.</summary>
    public string Here(string path) => _paths.Here(path);

    /// <summary>What the engine's machine calls a path of the files.</summary>
    public string OnEngine(string path) => _paths.OnEngine(path);

    /// <summary>Whether something lies at a path of the engine's machine, as far as can be told: what is not seen from here may be there.</summary>
    public bool MayExist(string path) => !_isLocal || Path.Exists(_paths.Here(path));

    /// <summary>Whether a thing carries the name of this directory.</summary>
    public bool IsNamed(IReadOnlyDictionary<string, string> labels) => Mark is not null && labels.GetValueOrDefault(Labels.Installation) == Mark.Id;

    /// <summary>Whether a thing carries the name of any directory.</summary>
    public static bool IsNamedAtAll(IReadOnlyDictionary<string, string> labels) => labels.ContainsKey(Labels.Installation);

    /// <summary>Whether a container runs with a secret that this directory knows; one of a service without secrets has nothing to tell.</summary>
    public bool KnowsSecretOf(ContainerFacts container, Service service) =>
        service.Environment.Where(static e => e.IsSecret).Select(e => (container.Variable(e.Name) ?? "", e.Value)).Any(e =>
            e.Item1.Length > 0 && (e.Item1 == e.Value || Secrets.Contains(e.Item1)));

    /// <summary>Why data does not go although somebody wants it to; null where it is proven to have been made from here.</summary>
    public string? Doubt(IReadOnlyDictionary<string, string> labels) =>
        !IsNamedAtAll(labels) ? "it does not carry this directory's name: Compose, somebody, or an earlier version of this program made it"
        : !IsNamed(labels) ? "it carries the name of another directory, from which it was made"
        : !Proof.IsBound ? Proof.Unbound
        : Engine is null ? "nothing was made from here in this engine"
        : null;
}
