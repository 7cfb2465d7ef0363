using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>What is told as the cause of a failure, by a container's lines.</summary>
public sealed class KnownLinesTests
{
    private const string Refused =
        "psycopg.OperationalError: connection failed: connection to server at \"172.18.0.2\", port 5432 failed: Connection refused";
    private const string Password =
        "django.db.utils.OperationalError: connection failed: FATAL:  password authentication failed for user \"mathesar\"";

    [Fact]
    public void The_last_word_is_the_cause_and_what_was_said_before_is_none() =>
        Assert.Equal(["log.password-refused"], Codes(Refused, "Trying again.", Password));

    [Fact]
    public void A_line_that_only_says_that_something_failed_gives_way_to_one_that_says_what() =>
        Assert.Equal(["log.password-refused"], Codes(Password, "django.db.utils.OperationalError", "python3 failed with status 1"));

    [Fact]
    public void Without_another_it_is_the_cause_and_warnings_stand_after_it() =>
        Assert.Equal(["log.command-failed", "log.sso-unread"], Codes("Failed to parse SSO config", "python3 failed with status 1"));

    [Theory]
    [InlineData("Required environment variable POSTGRES_HOST is not set.", null)]
    [InlineData("ERROR: Required environment variables are not set.", "log.variable-missing")]
    [InlineData("ERROR: Required environment variable SECRET_KEY is not set.", "log.variable-missing")]
    [InlineData("initdb: error: directory \"/var/lib/postgresql/data\" exists but is not empty", "log.data-unfinished")]
    [InlineData("postgres: could not find the database system", "log.data-unfinished")]
    [InlineData("Error: specified cluster '17 mathesar' does not exist", "log.data-unfinished")]
    [InlineData("LOG:  database system is ready to accept connections", null)]
    public void A_line_means_what_it_means(string line, string? code) => Assert.Equal(code, KnownLines.Meaning(line)?.Code);

    private static string[] Codes(params string[] lines) =>
        [.. KnownLines.Causes([.. lines.Select(KnownLines.Meaning).OfType<Finding>()]).Select(static f => f.Code)];
}
