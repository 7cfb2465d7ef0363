using System.Runtime.CompilerServices;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>docs/checks.md is as the checks are. UPDATE_GOLDEN=1 writes it.</summary>
public sealed class ChecksPageTests
{
    [Fact]
    public void The_page_in_docs_is_current()
    {
        var path = Docs("checks.md");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, ChecksPage.Write());
        }

        Assert.Equal(File.ReadAllText(path), ChecksPage.Write());
    }

    [Fact]
    public void Every_setting_that_it_links_to_stands_in_the_settings_page() =>
        Assert.All(KnownChecks.All.SelectMany(c => c.DependsOn),
            s => Assert.Contains($"<a id=\"{s.Key.Replace('.', '-').Replace("*", "name", StringComparison.Ordinal)}\">",
                File.ReadAllText(Docs("settings.md")), StringComparison.Ordinal));

    [Fact]
    public void Every_check_has_a_name_of_its_own_and_shows_below_a_setting_that_it_uses()
    {
        Assert.Equal(KnownChecks.All.Select(c => c.Id).Distinct(), KnownChecks.All.Select(c => c.Id));
        Assert.All(KnownChecks.All, c => Assert.All(Scenarios.All.Values, s => Assert.Contains(c.Anchor(s.Read().Answers), c.DependsOn)));
    }

    private static string Docs(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", name);
}
