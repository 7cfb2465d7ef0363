using System.Runtime.CompilerServices;
using MathesarSetup.Web.Cli;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>docs/command-line.md says nothing that the program does not understand.</summary>
public sealed class CommandLinePageTests
{
    public static TheoryData<string> Examples => [.. Page().Split('\n').Where(line => line.StartsWith("mathesar-setup ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_understood(string example) => Assert.Empty(Verbs.Parse(example.Split(' ')[1..]).Errors);

    [Theory]
    [InlineData("serve")]
    [InlineData("generate")]
    [InlineData("validate")]
    [InlineData("check")]
    [InlineData("prepare-database")]
    [InlineData("diff")]
    [InlineData("apply")]
    [InlineData("import")]
    [InlineData("status")]
    [InlineData("logs")]
    [InlineData("rotate-key")]
    [InlineData("stop")]
    [InlineData("backup")]
    [InlineData("backups")]
    [InlineData("bundle")]
    [InlineData("restore")]
    [InlineData("support")]
    [InlineData("uninstall")]
    [InlineData("history")]
    [InlineData("settings")]
    [InlineData("probe")]
    public void Every_verb_is_explained(string verb) => Assert.Contains($"| `{verb}`", Page(), StringComparison.Ordinal);

    private static string Page([CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "command-line.md"));
}
