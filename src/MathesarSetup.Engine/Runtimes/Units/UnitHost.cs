using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Whose units they are, where they lie, and the programs that do something with them.</summary>
internal sealed class UnitHost : SystemdHost
{
    public UnitHost(bool isUsers, Action? announce = null)
        : base(isUsers, announce)
    {
        Configuration = isUsers ? UserConfiguration : MachineConfiguration;
        Units = new Disk(PlaceBelow(Configuration), Announce);
        Memory = new Disk(MemoryBelow(Configuration), Announce);
    }

    /// <summary>The folder of additions to a service.</summary>
    public Disk DropIns(string unit) => new(Path.Join(Configuration, IsUsers ? "systemd/user" : "systemd/system", $"{unit}.d"), Announce);

    /// <summary>Where Podman's generator looks for units.</summary>
    public Disk Units { get; }

    /// <summary>Where installations are found by their names, and what their services were last started with.</summary>
    public Disk Memory { get; }

    /// <summary>The directory below which both lie.</summary>
    public string Configuration { get; }

    /// <summary>The same of root's units.</summary>
    public const string MachineConfiguration = "/etc";

    public static string PlaceBelow(string configuration) => Path.Join(configuration, "containers/systemd");

    public static string MemoryBelow(string configuration) => Path.Join(configuration, "mathesar-setup");

    /// <summary>What systemd puts for letters behind a percent sign in units of these.</summary>
    public IReadOnlyDictionary<char, string> Specifiers => new Dictionary<char, string>
    {
        ['E'] = Configuration,
        ['h'] = HomeDirectory.Path,
        ['t'] = IsUsers ? Variables()["XDG_RUNTIME_DIR"] : "/run",
    };

    /// <summary>The link from which systemd reaches the install directory.</summary>
    public string LinkOf(string name) => Path.Join(Memory.Root, name);
}
