using System.Text;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Catalogue;

/// <summary>Providers stand in the order in which somebody put them, and carry his names.</summary>
public sealed class ProviderOrderTests
{
    [Fact]
    public void Numbers_in_names_are_ordered_by_their_size()
    {
        string[] names = ["provider-10", "provider-2", "provider", "okta", "provider-02", "a1b10", "a1b9"];

        Assert.Equal(["a1b9", "a1b10", "okta", "provider", "provider-02", "provider-2", "provider-10"], names.Order(NameOrder.Natural));
    }

    [Fact]
    public void Twelve_providers_survive_the_file_in_their_order()
    {
        string[] names = ["provider", .. Enumerable.Range(2, 11).Select(i => $"provider-{i}")];
        var read = WriteAndRead(names.Aggregate(Draft.Empty, (d, n) => d.With(SsoSettings.Type.At(n), "oidc")));

        Assert.Equal(names, SsoSettings.Names(read.Read().Answers));
        Assert.DoesNotContain("sso.order", read.Texts.Keys);
    }

    [Fact]
    public void An_order_of_somebodys_own_survives_the_file_and_reaches_what_Mathesar_reads()
    {
        var draft = Draft.Empty.With(SsoSettings.Type.At("zitadel"), "oidc").With(SsoSettings.Type.At("okta"), "oidc")
            .With(SsoSettings.Order, "zitadel,okta");
        var read = WriteAndRead(draft);

        Assert.Equal(["zitadel", "okta"], SsoSettings.Names(read.Read().Answers));
        var file = Setup.Of(read.Settle(Scenarios.Machine)).Files.First(f => f.Path.EndsWith("sso.yml", StringComparison.Ordinal)).Content;
        Assert.True(file.IndexOf("zitadel:", StringComparison.Ordinal) < file.IndexOf("okta:", StringComparison.Ordinal));
        Assert.Equal(["zitadel", "okta"], SsoSettings.Names(ConfigurationReaders.SingleSignOn(file)!.Read().Answers));
    }

    [Fact]
    public void The_order_of_the_lines_in_a_file_counts()
    {
        var read = AnswersFile.Read("""
            schema: 1
            sso:
              providers:
                keycloak: { type: oidc }
                github: { type: github }

            """u8, "mathesar.yaml").Draft;

        Assert.Equal(["keycloak", "github"], SsoSettings.Names(read.Read().Answers));
    }

    [Theory]
    [InlineData("okta", "", "", "okta")]
    [InlineData("provider-2", "", "", "Provider 2")]
    [InlineData("provider-2", "", "https://login.acme.dev/realms/main", "login.acme.dev")]
    [InlineData("provider-2", "Keycloak", "https://login.acme.dev/realms/main", "Keycloak")]
    public void A_message_carries_the_name_by_which_people_know_the_provider(string key, string name, string server, string shown)
    {
        var draft = Draft.Empty.With(SsoSettings.Type.At(key), "oidc").With(SsoSettings.Provider.At(key), name.Length > 0 ? name : null)
            .With(SsoSettings.ServerUrl.At(key), server.Length > 0 ? server : null);

        var setup = Setup.Of(draft.Settle(Scenarios.Machine));

        Assert.StartsWith($"{shown} gives every application a client ID", setup.Findings.First(f => f.Code == "sso.no-client-id").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Blanks_around_a_pasted_id_and_secret_are_left_out_and_told_alike()
    {
        var (answers, findings) = Draft.Empty.With(SsoSettings.ClientId.At("okta"), " tables ")
            .With(SsoSettings.ClientSecret.At("okta"), "\u00a0s3cret ")
            .Read();

        Assert.Equal(("tables", "s3cret"), (answers.Get(SsoSettings.ClientId, "okta"), answers.Get(SsoSettings.ClientSecret, "okta").Reveal()));
        Assert.Equal(["answers.blanks-left-out", "answers.blanks-left-out"], findings.Select(f => f.Code));
    }

    private static Draft WriteAndRead(Draft draft)
    {
        var setup = Setup.Of(draft.Settle(Scenarios.Machine));
        return AnswersFile.Read(Encoding.UTF8.GetBytes(setup.Files.First(f => f.Path == AnswersFile.Name).Content), AnswersFile.Name).Draft;
    }
}
