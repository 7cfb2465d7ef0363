using CsCheck;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Installations;

namespace MathesarSetup.Import;

/// <summary>What another program fills in is asked for: it is never taken as it stands, and nothing is made up in its place.</summary>
public sealed class UnknownsTests
{
    [Theory]
    [InlineData("$PW")]
    [InlineData("${DB_PASSWORD}")]
    [InlineData("$(cat /run/secrets/password)")]
    [InlineData("`pass show mathesar`")]
    [InlineData("$env:PW")]
    [InlineData("%PW%")]
    [InlineData("{{ vault_password }}")]
    [InlineData("prefix-{{ .Values.password }}")]
    [InlineData("${{ secrets.DB_PASSWORD }}")]
    [InlineData("[[ .database.password ]]")]
    [InlineData("<%= @password %>")]
    [InlineData("#{Database.Password}")]
    [InlineData("((database-password))")]
    [InlineData("<password>")]
    [InlineData("<path:secret/data/mathesar#password>")]
    [InlineData("__DB_PASSWORD__")]
    [InlineData("op://vault/mathesar/password")]
    [InlineData("ref+vault://secret/mathesar#/password")]
    [InlineData("vault:secret/data/mathesar#PASSWORD")]
    [InlineData("secretref:mathesar-password")]
    [InlineData("arn:aws:secretsmanager:eu-central-1:123456789012:secret:mathesar")]
    [InlineData("ENC[AES256_GCM,data:p673w==,iv:YY=,aad:UQ=,tag:A==,type:str]")]
    [InlineData("ENC[PKCS7,Y22exl+OvjDe+drmik2XEeD3VQtl1uZJXFFF2NnrMXDWx0csyqLB]")]
    [InlineData("ENC(nrmZtkF7T0kjG/VodDvBw93Ct8EgjCA+)")]
    [InlineData("encrypted:BNcVc5RNtC8SmTzEF3bkqS/9pEHyzAXr")]
    [InlineData("$ANSIBLE_VAULT;1.1;AES256\n3361")]
    [InlineData("-----BEGIN PGP MESSAGE-----\nx")]
    [InlineData("postgres://mathesar:$PW@db/mathesar")]
    public void A_reference_is_no_value(string text) => Assert.True(Unknowns.IsFilledInElsewhere(text));

    [Theory]
    [InlineData("")]
    [InlineData("correct horse battery staple")]
    [InlineData("pa$$word")]
    [InlineData("a$b")]
    [InlineData("100%")]
    [InlineData("p{a}ss")]
    [InlineData("https://tables.example.com/")]
    [InlineData("postgres://mathesar:secret@db:5432/mathesar")]
    [InlineData("[::1]")]
    [InlineData("a<b>c")]
    [InlineData("./data")]
    [InlineData("mathesar/mathesar:0.11.0@sha256:0123")]
    public void A_value_is_one(string text) => Assert.False(Unknowns.IsFilledInElsewhere(text));

    [Fact]
    public void Where_the_references_of_a_format_are_replaced_a_dollar_stands_for_itself()
    {
        Assert.False(Unknowns.IsFilledInElsewhere("$PW", dollarsArePlain: true));
        Assert.True(Unknowns.IsFilledInElsewhere("op://vault/pw", dollarsArePlain: true));
    }

    [Fact]
    public void No_password_that_is_made_here_is_taken_for_a_reference() =>
        Gen.String[Gen.Char.AlphaNumeric, 1, 60].Sample(text => Assert.False(Unknowns.IsFilledInElsewhere(text)));

    [Fact]
    public void A_password_that_is_unknown_forbids_and_names_its_place()
    {
        var answers = new Answering(new ReadLines());
        Assert.False(answers.Say(DatabaseSettings.Password, new FoundText("$PW", new Place("run.sh", 3))));
        var finding = Assert.Single(answers.Findings);
        Assert.Equal(("import.value-unknown", Severity.Error, "database.password", "run.sh", (int?)3),
            (finding.Code, finding.Severity, finding.Key, finding.File, finding.Line));
        // The page that shows it has a field for it, and no flags.
        Assert.DoesNotContain("--", finding.Message, StringComparison.Ordinal);
        Assert.Empty(answers.Draft.Texts);
    }

    [Fact]
    public void What_no_data_hangs_on_is_asked_for_and_stays_open()
    {
        var answers = new Answering(new ReadLines());
        answers.Unknown(AccessSettings.Url.Key, new Place("a.container", 2), "a template fills it in");
        Assert.Equal(Severity.Warning, Assert.Single(answers.Findings).Severity);
        Assert.EndsWith("Give it. Until then it stays open.", answers.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_says_it_elsewhere_ends_the_question()
    {
        var answers = new Answering(new ReadLines());
        answers.Unknown(DatabaseSettings.Password.Key, "a secret of Podman's holds it");
        Assert.True(answers.IsUnknown(DatabaseSettings.Password));
        Assert.True(answers.Say(DatabaseSettings.Password.Key, "known"));
        Assert.Empty(answers.Findings);
        answers.Unknown(DatabaseSettings.Password.Key, "a secret of Podman's holds it");
        Assert.Empty(answers.Findings);
    }

    [Fact]
    public void An_answer_that_is_given_beside_the_installation_ends_the_question_too()
    {
        var answers = new Answering(new ReadLines());
        answers.Unknown(DatabaseSettings.Password.Key, "a secret of Podman's holds it");
        answers.Unknown(SecretSettings.Key.Key, "a secret of Podman's holds it");
        var reading = new ImportReading("podman", answers.Draft, [.. answers.Findings], []);
        Assert.Equal(["database.password", "secrets.key"], reading.Unknown.Order(StringComparer.Ordinal));
        reading = reading.With(DatabaseSettings.Password.Key, "known");
        Assert.Equal(["secrets.key"], reading.Unknown);
        Assert.True(reading.IsForbidden);
        Assert.False(reading.WithKey("0123456789012345678901234567890123").IsForbidden);
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD: pa$HUNTER22word", "", null)]
    [InlineData("POSTGRES_PASSWORD: $HUNTER22word", "", null)]
    [InlineData("POSTGRES_PASSWORD: ${PW}", "PW=pa$HUNTER22word\n", null)]
    [InlineData("TZ: UTC", "", "POSTGRES_PASSWORD=pa$HUNTER22word\n")]
    public void A_part_of_a_password_is_not_told_as_a_variables_name(string variable, string env, string? file)
    {
        var reading = Described.Read($"== compose.yaml\nservices:\n  web:\n    image: mathesar/mathesar:0.11.0\n    env_file: web.env\n"
            + $"    environment:\n      POSTGRES_HOST: db.lan\n      SECRET_KEY: ${{KEY}}\n      {variable}\n== .env\n{env}== web.env\n{file}");
        Assert.Equal(["database.password", "secrets.key"], reading.Asked());
        Assert.DoesNotContain(reading.Findings, static f => f.Message.Contains("HUNTER22", StringComparison.Ordinal));
        // Braces are put around a name on purpose.
        Assert.Contains(reading.Findings, static f => f.Key == "secrets.key"
            && f.Message.Contains("the variable KEY is set", StringComparison.Ordinal));
    }
}
