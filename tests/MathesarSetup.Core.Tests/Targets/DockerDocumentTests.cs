using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Targets;

/// <summary>docs/targets/docker.md explains what the approved scripts do, each flag and variable in a row of a table.</summary>
public sealed partial class DockerDocumentTests
{
    private static readonly string[] s_document = File.ReadAllLines(Path.Combine(Here(), "../../../docs/targets/docker.md"));

    [Fact]
    public void Every_flag_of_docker_is_explained()
    {
        var flags = Files("run.sh").SelectMany(DockerLines).SelectMany(line => Flag().Matches(line)).Select(m => m.Groups[1].Value).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        Assert.True(flags.Length > 20, string.Join(' ', flags));
        Assert.All(flags, flag => Assert.True(IsExplained(flag), flag));
    }

    [Fact]
    public void Every_flag_that_is_explained_is_used()
    {
        var scripts = string.Concat(Files("run.sh"));
        var explained = s_document.Where(line => line.StartsWith("| `--", StringComparison.Ordinal))
            .SelectMany(line => Flag().Matches(line.Split('|')[1].Replace('`', ' '))).Select(m => m.Groups[1].Value);
        Assert.All(explained, flag => Assert.Contains(flag, scripts, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_is_explained()
    {
        var written = Files(".env").SelectMany(Lines).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line[..line.IndexOf('=', StringComparison.Ordinal)]);
        var asked = Settings.All.Select(s => s.Variable).OfType<string>();
        Assert.All(written.Concat(asked).Append(LoginSettings.TextVariable).Append("DOCKER").Distinct(),
            name => Assert.True(IsExplained(name), name));
    }

    private static bool IsExplained(string name) =>
        s_document.Any(line => line.StartsWith('|') && Regex.IsMatch(line.Split('|')[1], $@"`{Regex.Escape(name)}[` ]"));

    private static IEnumerable<string> Files(string ending) =>
        Golden.Approved("docker").Where(f => f.Path.EndsWith(ending, StringComparison.Ordinal)).Select(f => f.Content);

    private static string[] Lines(string text) => text.Split('\n');

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    // What docker itself is told: its own calls, and the arguments of `ensure` up to the image. What stands behind the image and in quotes is another
    // program's.
    private static IEnumerable<string> DockerLines(string script)
    {
        var inArguments = false;
        foreach (var line in Lines(script).Select(l => Quoted().Replace(l, "")))
        {
            inArguments = inArguments ? line.StartsWith("    --", StringComparison.Ordinal) : line.StartsWith("  ensure ", StringComparison.Ordinal);
            if (inArguments || line.Contains("\"$DOCKER\"", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    [GeneratedRegex(@"(?:^|[\s(])(--[a-z][a-z-]*)(?=[\s=]|$)")]
    private static partial Regex Flag();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();
}
