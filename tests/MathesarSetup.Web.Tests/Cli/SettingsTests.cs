using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Web.Cli;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary><c>settings KEY</c>: what one setting means, and how it is said.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("database.port")]
    [InlineData("database-port")]
    [InlineData("MATHESAR_SETUP_DATABASE_PORT")]
    public void A_setting_is_found_by_each_of_its_names_and_told_whole(string said)
    {
        var lines = Run(said).Output.Split('\n');
        Assert.Equal("database.port: Port", lines[0]);
        Assert.All(new[]
        {
            "  Flag            --database-port 5433", "  Variable        MATHESAR_SETUP_DATABASE_PORT=5433",
            "  In a file       mathesar.yaml: database: { port: 5433 }", "  Mathesar reads  POSTGRES_PORT",
            "  Values          from 1 to 65535", "  Default         5432", "  Example         5433",
            "  A change        restarts Mathesar, which does not answer for some seconds",
        }, line => Assert.Contains(line, lines));
        Assert.Contains(lines, static l => l.StartsWith("  Asked           when database.mode is existing", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_is_explained_and_no_secret_is_an_example() => Assert.All(Settings.All, static setting =>
    {
        var (exit, output, _) = Run(setting.Key);
        Assert.Equal(0, exit);
        Assert.StartsWith($"{setting.Key}: {setting.Title}", output, StringComparison.Ordinal);
        Assert.All(new[] { "  Flag", "  Variable", "  Default", "  Asked", "  A change" },
            fact => Assert.Contains(fact, output, StringComparison.Ordinal));
        Assert.Equal(setting.Secret, output.Contains("  Flag, from a file", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("kubernetes.namespace", "when target is kubernetes or helm")]
    [InlineData("access.url", "always")]
    [InlineData("proxy.certificate", "and proxy.kind is caddy or nginx or traefik")]
    public void It_is_said_when_a_question_is_asked(string key, string when) =>
        Assert.Contains(when, Regex.Replace(Run(key).Output, @"\s+", " "), StringComparison.Ordinal);

    [Fact]
    public void A_group_is_listed()
    {
        var listed = Run("database").Output;
        Assert.Contains("\n  database.port ", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("access.port", listed, StringComparison.Ordinal);
        Assert.Contains("explains one", listed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_no_setting_has_leads_to_the_nearest()
    {
        var (exit, output, errors) = Run("database.prt");
        Assert.Equal((2, "", "error: There is no setting named database.prt. The nearest is database.port.\nSee: mathesar-setup settings --help\n"),
            (exit, output, errors));
        Assert.Equal(Run("database.port").Output, RunAll("help", "database.port").Output);
    }

    private static (int Exit, string Output, string Errors) Run(string key) => RunAll("settings", key);

    private static (int Exit, string Output, string Errors) RunAll(params string[] said)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        return (Verbs.Run(said, output, errors), output.ToString(), errors.ToString());
    }
}
