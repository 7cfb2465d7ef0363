using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Planning;

/// <summary>What the files say about logging in is true of the installation that they are for.</summary>
public sealed class LoginWayTests
{
    private const string Made = "is made before Mathesar answers";

    [Theory]
    [InlineData("compose")]
    [InlineData("docker")]
    [InlineData("podman")]
    [InlineData("kubernetes")]
    [InlineData("helm")]
    [InlineData("systemd")]
    public void The_page_of_the_directory_names_a_password_only_where_it_may_open_something(string target)
    {
        var bundled = Scenarios.All["recommended"].With("target", target);
        Assert.Contains($"The administrator `admin` {Made}, with the password", Page(bundled), StringComparison.Ordinal);
        Assert.Contains("If the database holds no administrator yet",
            Page(bundled.With("database.mode", "existing").With("database.host", "db.example.com")), StringComparison.Ordinal);

        var imported = Page(bundled.With(KeptSettings.WebService, "service"));
        Assert.Contains("Log in as before", imported, StringComparison.Ordinal);
        var single = Page(Scenarios.All["single-sign-on"].With("target", target));
        Assert.Contains("logging in by password is switched off", single, StringComparison.Ordinal);
        Assert.All([imported, single], page => Assert.DoesNotContain(Made, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_secrets_files_promise_no_login() => Assert.All(
        Scenarios.All.Values.Select(draft => Setup.Of(draft)).SelectMany(setup => setup.Files).Where(file => file.IsPrivate),
        file => Assert.DoesNotContain("For the first login", file.Content, StringComparison.Ordinal));

    [Theory]
    [InlineData("compose", "bundled", "`mathesar-setup apply` changes it in both")]
    [InlineData("podman", "bundled", "`mathesar-setup apply` changes it in both")]
    [InlineData("kubernetes", "bundled", "enter it there anew")]
    [InlineData("docker", "existing", "`mathesar-setup apply` renews those copies")]
    [InlineData("systemd", "existing", "enter it there anew")]
    public void A_changed_password_of_the_database_says_what_becomes_of_the_copies_in_Mathesar(string target, string mode, string words)
    {
        var before = Draft.Empty.With("target", target).With("database.mode", mode).With("database.password", "former0123456789");
        var finding = Assert.Single(ChangeFindings.Of(before.Read().Answers, before.With("database.password", "other0123456789").Read().Answers),
            f => f.Code == "change.database-login");
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    private static string Page(Draft draft) => Setup.Of(draft.Settle(Scenarios.Machine)).Files.Single(f => f.Path == "README.md").Content;
}
