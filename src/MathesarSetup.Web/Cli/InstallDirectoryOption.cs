using System.CommandLine;

namespace MathesarSetup.Web.Cli;

/// <summary>The option by which every verb is told the install directory.</summary>
internal static class InstallDirectoryOption
{
    public static Option<string?> Create() => new Option<string?>("--dir", "--out")
    {
        Description = "The install directory. Default: the current one if it holds an installation, else ~/mathesar.",
        HelpName = "DIR",
    }.NotEmpty();
}
