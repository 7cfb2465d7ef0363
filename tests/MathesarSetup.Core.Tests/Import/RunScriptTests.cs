using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.Import;

/// <summary>Scripts that start containers: what they set themselves is put in, and what only a shell knows leaves the rest to be read.</summary>
public sealed class RunScriptTests
{
    private const string Key = "zz-not-a-real-key-5571239081723098172398172398172398";

    private const string Variables = "-e POSTGRES_HOST=db.internal -e POSTGRES_DB=mm -e POSTGRES_USER=mm -e POSTGRES_PASSWORD=teal-77";

    private const string Rest = $"-p 8085:8000 -e SECRET_KEY={Key} mathesar/mathesar:0.12.0";

    [Theory]
    [InlineData($"ARGS=({Variables})\ndocker run -d --name m \"${{ARGS[@]}}\" {Rest}")]
    [InlineData($"ARGS=({Variables})\ndocker run -d --name m ${{ARGS[@]}} {Rest}")]
    [InlineData("ARGS=(\n  -e POSTGRES_HOST=db.internal # where\n  -e 'POSTGRES_DB=mm'\n  -e POSTGRES_USER=mm\n)\n"
        + $"ARGS+=(-e POSTGRES_PASSWORD=\"teal-77\")\ndocker run -d --name m \\\n  \"${{ARGS[@]}}\" \\\n  {Rest}")]
    [InlineData($"declare -a ARGS=({Variables} -p 8085:8000)\nARGS+=(-e SECRET_KEY={Key} mathesar/mathesar:0.12.0)\n"
        + "docker run -d --name m \"${ARGS[@]}\"")]
    [InlineData($"NONE=()\nOPTS=\"{Variables}\"\nEXTRA=\ndocker run -d --name m $OPTS $EXTRA \"${{NONE[@]}}\" {Rest}")]
    public void Words_that_the_script_keeps_are_put_in(string text)
    {
        var reading = Read(text);
        Assert.Equal(("0.12.0", "db.internal", "mm", "teal-77", "8085", Key), (reading.Answer("mathesar.version"), reading.Answer("database.host"),
            reading.Answer("database.user"), reading.Answer("database.password"), reading.Answer("access.port"), reading.Answer("secrets.key")));
        Assert.DoesNotContain(reading.Told(), static t => t != "declare -a");
        Assert.False(reading.IsForbidden);
    }

    [Theory]
    [InlineData("\"${ARGS[@]}\"")]
    [InlineData("$OPTS")]
    [InlineData("$(cat flags)")]
    [InlineData("--env-file=<(sops -d env.enc)")]
    [InlineData("--env-file <(printf 'POSTGRES_PASSWORD=hunter22')")]
    [InlineData("--env-file \"$ENV_FILE\"")]
    public void What_only_the_shell_knows_is_asked_for_and_the_image_is_found(string flags)
    {
        var reading = Read($"docker run -d --name m {flags} -p 8085:8000 -v media:/code/.media docker.io/mathesar/mathesar:0.12.0");
        Assert.Equal(("0.12.0", "8085", "external:media"),
            (reading.Answer("mathesar.version"), reading.Answer("access.port"), reading.Answer("kept.media-data")));
        Assert.Equal(["database.host", "database.name", "database.password", "database.user", "secrets.key"], reading.Asked());
        Assert.DoesNotContain(reading.Findings, static f => f.Message.Contains("hunter22", StringComparison.Ordinal)
            || f.Kind == ImportFinding.FlagUnknown);
    }

    [Theory]
    [InlineData("docker run @options -p 8085:8000 mathesar/mathesar:0.12.0 `\n  --x")]
    [InlineData("docker.exe run %OPTIONS% -p 8085:8000 mathesar/mathesar:0.12.0")]
    public void Flags_of_another_shell_are_unknown_too(string text) => Assert.Contains("secrets.key", Read(text).Asked());

    [Theory]
    [InlineData("export POSTGRES_PASSWORD=teal-77", "docker run", true)]
    [InlineData("POSTGRES_PASSWORD=teal-77\nexport POSTGRES_PASSWORD", "docker run", true)]
    [InlineData("declare -x POSTGRES_PASSWORD=teal-77", "docker run", true)]
    [InlineData("set -a\nPOSTGRES_PASSWORD=teal-77\nset +a", "docker run", true)]
    [InlineData("export POSTGRES_PASSWORD=one; POSTGRES_PASSWORD=teal-77", "docker run", true)]
    [InlineData("", "POSTGRES_PASSWORD=teal-77 docker run", true)]
    [InlineData("export POSTGRES_PASSWORD=teal-77", "sudo -E docker run", true)]
    [InlineData("POSTGRES_PASSWORD=teal-77", "docker run", false)]
    [InlineData("export POSTGRES_PASSWORD=$(cat pw)", "docker run", false)]
    [InlineData("export POSTGRES_PASSWORD=teal-77; unset POSTGRES_PASSWORD", "docker run", false)]
    [InlineData("export POSTGRES_PASSWORD=teal-77", "sudo docker run", false)]
    public void A_name_alone_takes_what_the_script_exported(string before, string run, bool isKnown)
    {
        var reading = Read($"{before}\n{run} --name m -e POSTGRES_PASSWORD -e POSTGRES_HOST=h -e POSTGRES_DB=d -e POSTGRES_USER=u {Rest}");
        Assert.Equal(isKnown ? "teal-77" : null, reading.Answer("database.password"));
        Assert.Equal(isKnown ? [] : ["database.password"], reading.Asked());
        Assert.DoesNotContain(reading.Told(), t => isKnown && t.Contains("teal-77", StringComparison.Ordinal));
    }

    // A shell says which of them hold: what the script does not surely set is asked for.
    [Theory]
    [InlineData("PW=teal-77", true)]
    [InlineData("PW=one\nif [ -n \"$X\" ]; then PW=two; fi", false)]
    [InlineData("if [ -n \"$X\" ]; then\n  PW=two\nelse\n  PW=three\nfi", false)]
    [InlineData("if true; then OTHER=1; fi\nPW=teal-77", true)]
    [InlineData("PW=one\nif true; then PW=two; fi\nPW=teal-77", true)]
    [InlineData("PW=one\n[ -n \"$X\" ] && PW=two", false)]
    [InlineData("PW=one\n[ -n \"$X\" ] || PW=two; echo", false)]
    [InlineData("PW=teal-77 && OTHER=two", true)]
    [InlineData("PW=one\nfor PW in a b; do :; done", false)]
    [InlineData("PW=one\nread -s PW", false)]
    [InlineData("PW=one\nread -rp 'Password: ' PW < /dev/tty", false)]
    [InlineData("PW=one\n. ./secrets.env", false)]
    [InlineData("PW=one\nsource secrets.env", false)]
    [InlineData(". ./colours.sh\nPW=teal-77", true)]
    [InlineData("PW=teal-77\n(PW=two; echo $PW)", false)]
    [InlineData("case $X in\n  a) PW=one ;;\n  *) PW=two ;;\nesac", false)]
    [InlineData("usage() {\n  PW=two\n}\nPW=teal-77", true)]
    [InlineData("cd /srv &&\n  PW=teal-77 &&", true)]
    public void What_may_have_been_set_is_not_taken_for_known(string before, bool isKnown)
    {
        var reading = Read($"{before}\ndocker run --name m -e POSTGRES_PASSWORD=\"$PW\" -e POSTGRES_HOST=h -e POSTGRES_DB=d -e POSTGRES_USER=u "
            + Rest);
        Assert.Equal(isKnown ? "teal-77" : null, reading.Answer("database.password"));
        Assert.Equal(isKnown ? [] : ["database.password"], reading.Asked());
    }

    private static ImportReading Read(string text) => Importer.Read(new ImportRequest([new FoundFile("run.sh", text)], "any"));
}
