using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>Whose units the installation of a directory is, and under which name.</summary>
/// <param name="Configuration">The directory below which the units lie.</param>
internal sealed record UnitMemory(string Name, string User, string Configuration)
{
    private static readonly StateFile<UnitMemory> s_file = new(StateFolder.Units, UnitJournalJson.Default.UnitMemory);

    public static UnitMemory Of(UnitSet set, UnitHost host) => new(set.Name, host.IsUsers ? Environment.UserName : "root", host.Configuration);

    public void Save(Disk disk)
    {
        if (Load(disk) != this)
        {
            s_file.Save(disk, this);
        }
    }

    /// <summary>Null where it was never told, or cannot be read: then nothing is known.</summary>
    public static UnitMemory? Load(Disk disk)
    {
        try
        {
            return s_file.Load(disk) is { Name: not null, User: not null, Configuration: not null } known ? known : null;
        }
        catch (FindingException)
        {
            return null;
        }
    }
}
