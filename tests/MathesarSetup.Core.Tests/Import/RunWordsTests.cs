using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Words of run lines are what their shell makes of them: bash, a batch file's cmd, PowerShell.</summary>
public sealed class RunWordsTests
{
    private const string Key = "zz-not-a-real-key-5571239081723098172398172398172398";

    private const string Rest = $"-e POSTGRES_HOST=db.internal -e POSTGRES_DB=mm -e POSTGRES_USER=mm -e SECRET_KEY={Key} mathesar/mathesar:0.12.0";

    [Theory]
    [InlineData("a{b,c}d")]
    [InlineData("{a,b}{c,d} x{,y}")]
    [InlineData("a{b,c{d,e}f}g '{a,b}' \"{a,b}\" \\{a,b}")]
    [InlineData("{1..3} x{c..a}y {a} {} {a,b a,b} {a..} {1..x}")]
    [InlineData("-p{80,81}:8000 --label={a,b}=c -e={\"a b\",c}")]
    [InlineData("$'it\\'s' $'a\\tb' $'\\x41\\101\\u00e9\\U0001F600' a$'b\\\\c'd $'\\q' $'\\cA'")]
    [InlineData("$\"plain\" a$\"b c\"d")]
    public void Words_are_those_of_bash(string words)
    {
        var bash = new ChildProcess("bash", "-c", $"printf '%s\\n' docker {words}").Run().Successful().Output;
        var read = CommandReader.Read($"docker {words}", rootPrompt: false).Single().Words;
        Assert.Equal(bash, string.Concat(read.Select(static w => w.Text + "\n")));
        Assert.DoesNotContain(read, static w => w.IsFilledIn);
    }

    [Theory]
    [InlineData("$'\\xe9'")]
    [InlineData("$'\\351'")]
    public void A_byte_that_is_no_sign_is_asked_for(string word) =>
        Assert.True(CommandReader.Read($"docker {word}", rootPrompt: false).Single().Words[1].IsFilledIn);

    [Fact]
    public void Where_sh_reads_it_braces_are_braces() => Assert.Equal("a{b,c}",
        CommandReader.Read("#!/bin/sh\ndocker a{b,c}\n", rootPrompt: false).Last().Words[1].Text);

    [Theory]
    // A batch file doubles the sign that stands for itself; at a prompt nothing does.
    [InlineData("@echo off\r\ndocker run -e POSTGRES_PASSWORD=50%%off {0}", "50%off")]
    [InlineData("rem Mathesar\ndocker run -e \"POSTGRES_PASSWORD=50%%off\" ^\n {0}", "50%off")]
    [InlineData("C:\\> docker run -e POSTGRES_PASSWORD=50%%off {0}", "50%%off")]
    [InlineData("@echo off\nset PW=teal-77\ndocker run -e POSTGRES_PASSWORD=%PW% ^\n {0}", "teal-77")]
    [InlineData("@echo off\ndocker run -e POSTGRES_PASSWORD=%1 ^\n {0}", null)]
    [InlineData("@echo off\nset PW=teal-77\ndocker run -e POSTGRES_PASSWORD=%PW:e=a% ^\n {0}", null)]
    // PowerShell keeps words in arrays and puts them in with @.
    [InlineData("$pw = \"teal-77\"\n$flags = @(\n  '-d', '--name', 't'\n  '-e', \"POSTGRES_PASSWORD=$pw\"\n)\ndocker run @flags {0}", "teal-77")]
    [InlineData("$all = @('run', '-e', 'POSTGRES_PASSWORD=teal-77')\n& docker @all {0}", "teal-77")]
    [InlineData("PS C:\\> docker run @flags {0}", null)]
    public void Words_are_those_of_the_shell_they_are_for(string text, string? password)
    {
        var reading = Read(text.Replace("{0}", Rest, StringComparison.Ordinal));
        Assert.Equal(password, reading.Answer("database.password"));
        Assert.Equal(password is null ? ["database.password"] : [], reading.Unknown.Where(static k => k == "database.password"));
        Assert.Equal(password is null && text.Contains("@flags", StringComparison.Ordinal) ? ["@flags"] : [], reading.Told());
    }

    [Theory]
    [InlineData("PS C:\\> docker @all", "@all")]
    [InlineData("PS C:\\> docker run -d @rest", "@rest")]
    [InlineData("docker run -d $IMAGE", "$IMAGE")]
    public void What_a_shell_fills_in_whole_is_told_and_not_taken_for_something_else(string text, string word)
    {
        var finding = Assert.Single(Read(text).Findings);
        Assert.Equal("import.run-unknown", finding.Code);
        Assert.Contains(word, finding.Message, StringComparison.Ordinal);
    }

    private static ImportReading Read(string text) => Importer.Read(new ImportRequest([new FoundFile("run.txt", text)], "any"));
}
