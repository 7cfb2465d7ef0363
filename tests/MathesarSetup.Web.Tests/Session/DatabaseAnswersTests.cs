using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

public sealed class DatabaseAnswersTests
{
    private static readonly Draft s_existing = Draft.Empty.With(DatabaseSettings.Mode, "existing");

    [Fact]
    public void AReadableUrlBecomesItsPartsAndLeavesTheDraft()
    {
        var draft = DatabaseAnswers.TypeUrl(s_existing.With(DatabaseSettings.Host, "old.example.com"), "postgresql://tables:p%40ss@db.example.com:5433/records");

        Assert.DoesNotContain("database.url", draft.Texts.Keys);
        Assert.Equal("db.example.com", draft.Texts["database.host"]);
        Assert.Equal("5433", draft.Texts["database.port"]);
        Assert.Equal("p@ss", draft.Texts["database.password"]);
        Assert.Equal("records", draft.Texts["database.name"]);
    }

    [Fact]
    public void AHalfTypedUrlStaysWithItsFinding()
    {
        var draft = DatabaseAnswers.TypeUrl(s_existing, "mysql://");

        Assert.Equal("mysql://", draft.Texts["database.url"]);
        Assert.Contains(draft.Read().Findings, f => f.Key == "database.url");
    }

    [Fact]
    public void ThePartsShowTheUrlWithDotsForThePassword()
    {
        var answers = DatabaseAnswers.TypeUrl(s_existing, "postgresql://tables:p%40ss@db.example.com/records").Read().Answers;

        Assert.Equal($"postgresql://tables:{SecretText.Mask}@db.example.com/records", DatabaseAnswers.MaskedUrl(answers));
    }

    [Fact]
    public void EditingTheShownUrlKeepsThePasswordBehindTheDots()
    {
        var draft = DatabaseAnswers.TypeUrl(s_existing, "postgresql://tables:p%40ss@db.example.com/records");

        var edited = DatabaseAnswers.TypeUrl(draft, $"postgresql://tables:{SecretText.Mask}@db2.example.com/records");

        Assert.Equal("p@ss", edited.Texts["database.password"]);
        Assert.Equal("db2.example.com", edited.Texts["database.host"]);
    }

    [Fact]
    public void AUrlWithoutAPortOrPasswordTakesThePortBackAndKeepsThePassword()
    {
        var draft = DatabaseAnswers.TypeUrl(s_existing, "postgresql://tables:secret@db.example.com:5433/records");

        var edited = DatabaseAnswers.TypeUrl(draft, "postgresql://tables@db.example.com/records");

        Assert.DoesNotContain("database.port", edited.Texts.Keys);
        Assert.Equal("secret", edited.Texts["database.password"]);
    }

    [Fact]
    public void ThePasswordMadeForTheBundledDatabaseGoesToNoOtherServerAndComesBack()
    {
        var draft = Draft.Empty.With(DatabaseSettings.Password, "made here");

        var existing = DatabaseAnswers.ChooseMode(draft, "existing", "made here");

        Assert.DoesNotContain("database.password", existing.Texts.Keys);
        Assert.Equal("made here", DatabaseAnswers.ChooseMode(existing, "bundled", "made here").Texts["database.password"]);
    }

    [Fact]
    public void APasswordThatWasTypedStays() =>
        Assert.Equal("typed", DatabaseAnswers.ChooseMode(s_existing.With(DatabaseSettings.Password, "typed"), "bundled", "made here").Texts["database.password"]);
}
