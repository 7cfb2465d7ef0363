using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Drafts;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Generating, importing and generating again is the identity.</summary>
public sealed class OwnInstallationTests
{
    public static TheoryData<string, string> Cases =>
        new(Scenarios.All.Keys.SelectMany(_ => KnownTargets.All, (scenario, target) => (scenario, target.Id)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_target_comes_back_as_it_was_in_every_scenario(string scenario, string target) =>
        ComesBack(Scenarios.All[scenario].With(RunSettings.Target, target).Settle(Scenarios.Machine));

    [Fact]
    public void What_is_generated_from_an_import_of_what_was_generated_is_the_same() => DraftGen.Any.Sample(
        ComesBack,
        iter: 1000);

    private static void ComesBack(Draft draft)
    {
        var first = Setup.Of(draft).Files;
        var reading = Importer.Read(new ImportRequest([.. first.Select(f => new FoundFile(f.Path, f.Content))], "any"));
        Assert.Empty(reading.Unread);
        Assert.Equal(first.Select(f => (f.Path, f.Content, f.Mode)), Setup.Of(reading.Draft).Files.Select(f => (f.Path, f.Content, f.Mode)));
    }
}
