using MathesarSetup.App.Assessing;
using MathesarSetup.Web.Components.Layout;
using MathesarSetup.Web.Session;
using Microsoft.Extensions.DependencyInjection;

namespace MathesarSetup.Web.Layout;

public sealed class PlaceTests : WizardContext
{
    [Theory]
    [InlineData("http://localhost/", "")]
    [InlineData("http://localhost/database#database-port", "database")]
    [InlineData("http://localhost/nowhere", "not-found")]
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
        Assert.Equal(StepState.Open, address.State(Wizard, Now));

        Wizard.See("address");
        Assert.Equal(StepState.Done, address.State(Wizard, Now));

        Wizard.Answer("access.port", "99999");
        Assert.Equal(StepState.Error, address.State(Wizard, Now));
    }

    [Fact]
    public void TheLastScreenIsDoneOnceTheFilesAreWritten()
    {
        var finish = Place.All[^1];
        Wizard.See(finish.Id);
        Assert.Equal(StepState.Open, finish.State(Wizard, Now));

        Wizard.Write();
        Assert.Equal(StepState.Done, finish.State(Wizard, Now));

        Wizard.Answer("admin.username", "grace");
        Assert.Equal(StepState.Open, finish.State(Wizard, Now));
    }

    [Fact]
    public void NoScreenIsMarkedWhereThereIsNone()
    {
        var nowhere = Place.At("http://localhost/nowhere");
        Assert.DoesNotContain(nowhere, Place.All);
        Assert.Null(nowhere.Previous);
        Assert.Equal("", nowhere.Next!.Id);
    }

    [Fact]
    public void WhoeverStandsOnAScreenHasNotDoneWithIt()
    {
        var address = Place.All.First(p => p.Id == "address");
        Wizard.See("address");
        Assert.Equal(StepState.Open, address.State(Wizard, Now, isCurrent: true));
        Assert.Equal(StepState.Done, address.State(Wizard, Now));
    }

    private Readiness Now => Services.GetRequiredService<WizardReadiness>().Now;

    [Fact]
    public void WhatStandsInsideAWordComesAfterWhatBeginsOne()
    {
        var found = SettingIndex.Find("sso").ToList();

        Assert.True(found.IndexOf(MathesarSetup.Catalogue.TuningSettings.Processors) > found.IndexOf(MathesarSetup.Catalogue.SsoSettings.Required));
    }

    [Theory]
    [InlineData("port", "access.port")]
    [InlineData("POSTGRES_HOST", "database.host")]
    [InlineData("secret key", "secrets.key")]
    [InlineData("gunicorn-nonsense", null)]
    [InlineData("domain", "access.url")]
    [InlineData("s3", "files.kind")]
    [InlineData("minio", "files.kind")]
    [InlineData("caddy", "proxy.kind")]
    [InlineData("mail server", "admin.email")]
    [InlineData("sso", "sso.providers.*.type")]
    [InlineData("okta", "sso.providers.*.type")]
    [InlineData("https", "access.url")]
    [InlineData("ram", "limits.memory")]
    [InlineData("backup", "secrets.key")]
    [InlineData("tls", "access.url")]
    public void SettingsAreFoundByNameVariableOrWord(string words, string? key) => Assert.Equal(key, SettingIndex.Find(words).FirstOrDefault()?.Key);
}
