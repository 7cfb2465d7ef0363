using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Yamls;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>References in a Compose file mean the same to both Composes.</summary>
public sealed class ComposeTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("MATHESAR_KEY=''\n")]
    public void A_required_variable_that_is_unset_or_empty_stops_both_with_its_message(string env) =>
        Assert.All([RealPart.Compose1(), RealPart.Compose2()], compose =>
        {
            var outcome = Config(compose, env, ComposeText.Variable("MATHESAR_KEY", "is missing in .env: see README.md"));
            Assert.NotEqual(0, outcome.ExitCode);
            Assert.Contains("is missing in .env: see README.md", outcome.Errors, StringComparison.Ordinal);
        });

    [Fact]
    public void An_optional_variable_that_is_unset_is_empty_in_both() =>
        Assert.All([RealPart.Compose1(), RealPart.Compose2()], compose =>
            Assert.Contains("KEY: ''", Config(compose, "", ComposeText.Variable("MATHESAR_KEY")).Successful().Output.Replace('"', '\''),
                StringComparison.Ordinal));

    [Theory]
    [InlineData("costs $5")]
    [InlineData("a}b")]
    public void A_message_that_Compose_would_read_is_refused(string message) =>
        Assert.Throws<ArgumentException>(() => ComposeText.Variable("A", message));

    private static Outcome Config(string compose, string env, string reference)
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".env", env);
        var web = new YamlMap { { "image", "web" }, { "environment", new YamlMap { { "KEY", reference } } } };
        directory.Write("docker-compose.yml", new YamlMap { { "version", "3.3" }, { "services", new YamlMap { { "web", web } } } }.Write());
        return new ChildProcess(compose, "config") { Directory = directory.Path }.Run();
    }
}
