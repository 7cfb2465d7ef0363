using MathesarSetup.Web.Components.Layout;

namespace MathesarSetup.Web.Layout;

public sealed class PlaceTests : WizardContext
{
    [Theory]
    [InlineData("http://localhost/", "")]
    [InlineData("http://localhost/database#database-port", "database")]
    [InlineData("http://localhost/nowhere", "")]
    public void AUrlNamesItsScreen(string url, string id) => Assert.Equal(id, Place.At(url).Id);

    [Fact]
    public void TheScreensFollowEachOther()
    {
        var place = Place.All[0];
        Assert.Null(place.Previous);
        while (place.Next is { } next)
        {
            Assert.Equal(place, next.Previous);
            place = next;
        }

        Assert.Equal("finish", place.Id);
    }

    [Fact]
    public void AScreenIsOpenThenDoneThenWrong()
    {
        var address = Place.All.First(p => p.Id == "address");
        Assert.Equal(StepState.Open, address.State(Wizard));

        Wizard.See("address");
        Assert.Equal(StepState.Done, address.State(Wizard));

        Wizard.Answer("access.port", "99999");
        Assert.Equal(StepState.Error, address.State(Wizard));
    }

    [Fact]
    public void TheLastScreenIsDoneOnceTheFilesAreWritten()
    {
        var finish = Place.All[^1];
        Wizard.See(finish.Id);
        Assert.Equal(StepState.Open, finish.State(Wizard));

        Wizard.Write();
        Assert.Equal(StepState.Done, finish.State(Wizard));

        Wizard.Answer("admin.username", "grace");
        Assert.Equal(StepState.Open, finish.State(Wizard));
    }

    [Theory]
    [InlineData("port", "access.port")]
    [InlineData("POSTGRES_HOST", "database.host")]
    [InlineData("secret key", "secrets.key")]
    [InlineData("gunicorn-nonsense", null)]
    public void SettingsAreFoundByNameVariableOrWord(string words, string? key) => Assert.Equal(key, SettingIndex.Find(words).FirstOrDefault()?.Key);
}
