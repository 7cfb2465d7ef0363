using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Planning;

namespace MathesarSetup.Import;

/// <summary>Generating, importing and generating again is the identity.</summary>
public sealed class OwnInstallationTests
{
    [Fact]
    public void What_is_generated_from_an_import_of_what_was_generated_is_the_same() => DraftGen.Any.Sample(
        draft =>
        {
            var first = Setup.Of(draft).Files;
            var reading = Importer.Read(new ImportRequest([.. first.Select(f => new FoundFile(f.Path, f.Content))], "any"));
            Assert.Empty(reading.Unread);
            Assert.Equal(first.Select(f => (f.Path, f.Content, f.Mode)), Setup.Of(reading.Draft).Files.Select(f => (f.Path, f.Content, f.Mode)));
        },
        iter: 1000);
}
