using MathesarSetup.Drafts;
using MathesarSetup.Findings;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Planning;

/// <summary>Files for import in Azure: from 0.12.0 on by the account's name, and on nothing before.</summary>
public sealed class DataFilesTests
{
    private const string Connection = "DefaultEndpointsProtocol=https;AccountName=oldaccount;AccountKey=c2VjcmV0";

    [Fact]
    public void The_account_is_named_and_no_connection_string_is_written()
    {
        var setup = Of(("datafiles.account", "tablesaccount"), ("datafiles.connection-string", Connection));
        Assert.Equal("tablesaccount", setup.Plan.Web.Environment.Single(static e => e.Name == "DATA_FILES_AZURE_ACCOUNT_NAME").Value);
        Assert.Equal("mathesar-datafiles", setup.Plan.Web.Environment.Single(static e => e.Name == "DATA_FILES_AZURE_CONTAINER").Value);
        Assert.DoesNotContain(setup.Plan.Web.Environment, static e => e.Name == "DATA_FILES_AZURE_CONNECTION_STRING");
        Assert.False(setup.IsBlocked);
    }

    [Fact]
    public void A_connection_string_that_was_answered_is_kept_and_it_is_told_that_nothing_reads_it()
    {
        var setup = Of(("datafiles.account", "tablesaccount"), ("datafiles.connection-string", Connection));
        Assert.Contains(setup.Findings, static f => f.Code == "datafiles.connection-string-unread" && f.Severity is Severity.Warning);
        Assert.Contains(Connection, setup.Files.Single(static f => f.Path == AnswersFile.SecretsName).Content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_account_is_taken_from_the_former_connection_string_by_one_click()
    {
        var finding = Assert.Single(Of(("datafiles.connection-string", Connection)).Findings, static f => f.Code == "datafiles.no-account");
        Assert.Equal("oldaccount", finding.Fix!.Set["datafiles.account"]);
        Assert.Null(Assert.Single(Of().Findings, static f => f.Code == "datafiles.no-account").Fix);
    }

    [Fact]
    public void Mathesar_0_11_is_not_offered_it_because_its_uploads_fail()
    {
        var finding = Assert.Single(Of(("mathesar.version", "0.11.0"), ("datafiles.connection-string", Connection)).Findings,
            static f => f.Severity is Severity.Error);
        Assert.Equal(("datafiles.azure-too-early", "local"), (finding.Code, finding.Fix!.Set["datafiles.kind"]));
    }

    private static Setup Of(params (string Key, string Text)[] answers) =>
        Setup.Of(answers.Aggregate(Draft.Empty.With("datafiles.kind", "azure"), static (d, a) => d.With(a.Key, a.Text)).Settle(Scenarios.Machine));
}
