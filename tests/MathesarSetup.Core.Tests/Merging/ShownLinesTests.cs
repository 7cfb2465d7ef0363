using MathesarSetup.Catalogue;

namespace MathesarSetup.Merging;

public sealed class ShownLinesTests
{
    private const string Dots = SecretText.Mask;

    [Theory]
    [InlineData("    image: mathesar/mathesar:0.9.0")]
    [InlineData("    ports: ['8010:8000']")]
    [InlineData("    environment: &variables")]
    [InlineData("    <<: *variables")]
    [InlineData("      POSTGRES_HOST: db.example.org")]
    [InlineData("      SECRET_KEY: ${SECRET_KEY}")]
    [InlineData("# The printer of the office holds 8000.")]
    [InlineData("")]
    [InlineData("volumes: {}")]
    public void What_is_no_secret_is_shown(string line) => Assert.Equal(line, ShownLines.Of("compose.yaml", line));

    [Theory]
    [InlineData("      SECRET_KEY: hunter2", $"      SECRET_KEY: {Dots}")]
    [InlineData("      SECRET_KEY: ${SECRET_KEY:-hunter2}", $"      SECRET_KEY: {Dots}")]
    [InlineData("    environment: {POSTGRES_PASSWORD: hunter2}", $"    environment: {Dots}")]
    [InlineData("      - POSTGRES_PASSWORD=hunter2", $"      - POSTGRES_PASSWORD={Dots}")]
    [InlineData("      - \"POSTGRES_PASSWORD=hunter2\"", $"      - \"POSTGRES_PASSWORD={Dots}")]
    [InlineData("    command: --requirepass hunter2", $"    command: {Dots}")]
    [InlineData("# POSTGRES_PASSWORD=hunter2", $"# {Dots}")]
    [InlineData("  # the old password was hunter", $"  # {Dots}")]
    [InlineData("    image: mathesar/mathesar:0.9.0 # hunter2", $"    image: mathesar/mathesar:0.9.0 # {Dots}")]
    [InlineData("      POSTGRES_HOST: postgres://me:hunter2@db", $"      POSTGRES_HOST: postgres://me:{Dots}@db")]
    [InlineData("  hunter2 of several lines", $"  {Dots}")]
    public void What_may_be_a_secret_is_dots(string line, string shown) => Assert.Equal(shown, ShownLines.Of("compose.yaml", line));

    [Fact]
    public void Lists_are_read_by_what_they_stand_below_and_blocks_are_dots_to_their_end()
    {
        const string Text = "services:\n  web:\n    volumes:\n      - pg:/var/lib/postgresql\n    command:\n      - --pass\n      - hunter2\n"
            + "    entrypoint: |\n      image: hunter2\n\n      - more\n    ports:\n    - 8010:8000\n    labels:\n      - a=hunter2\n";

        var lines = ShownLines.Each("compose.yaml", Text);

        Assert.DoesNotContain(lines, static l => l.Contains("hunter2", StringComparison.Ordinal));
        Assert.Contains("      - pg:/var/lib/postgresql", lines);
        Assert.Contains("    - 8010:8000", lines);
        Assert.Equal(Text.Split('\n').Length, lines.Length);
        Assert.DoesNotContain(lines, static l => l.Contains("--pass", StringComparison.Ordinal) || l.Contains("more", StringComparison.Ordinal));
    }

    [Fact]
    public void Variables_show_hosts_and_ports_and_nothing_of_a_value_that_goes_on()
    {
        const string Text = "POSTGRES_HOST=db\nWEB_PORT=8010\nPOSTGRES_PASSWORD=hunter2\nCERT=\"hunter2\nPOSTGRES_HOST=hunter2\n\"\nOTHER=hunter2\n";

        Assert.Equal($"POSTGRES_HOST=db\nWEB_PORT=8010\nPOSTGRES_PASSWORD={Dots}\nCERT={Dots}\n{Dots}\n{Dots}\nOTHER={Dots}\n",
            ShownLines.Of(".env", Text));
    }
}
