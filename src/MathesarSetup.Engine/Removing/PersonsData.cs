using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Planning;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Removing;

/// <summary>Data of an installation that lies in places of the person's own, which nothing here ever removes.</summary>
internal static class PersonsData
{
    /// <summary>Directories of the machine into which the services are planned to write, as the files name them.</summary>
    public static IEnumerable<Mount.Bind> Folders(Plan plan) => plan.Services.SelectMany(static s => s.Mounts).OfType<Mount.Bind>()
        .Where(static b => b is { ReadOnly: false, InsteadOf: not null });

    /// <summary>Such a directory.</summary>
    /// <param name="path">As this process has it.</param>
    public static Belonging Folder(string name, string path) =>
        new("directory", name, Fate.Stays, "it is a directory of your machine, and nothing here deletes what lies in it")
        {
            IsData = true,
            Command = $"rm -r {Sh.Quote(path)}",
        };

    /// <summary>A database on a server of the person's, which holds what the secret key encrypted.</summary>
    public static IEnumerable<Belonging> Databases(Setup setup) => setup.Answers is var answers
        && answers.Get(DatabaseSettings.Mode) is DatabaseMode.Existing
        ? [new Belonging("database", $"{answers.Text(DatabaseSettings.Name)} on {answers.Text(DatabaseSettings.Host)}", Fate.Stays,
            "a database server of yours is never touched") { IsData = true }]
        : [];
}
