using MathesarSetup.App.Running;
using MathesarSetup.Engine.Life;

namespace MathesarSetup.App.Tests.Running;

/// <summary>The last error of a log is found with all that belongs to it, and nothing else.</summary>
public sealed class LastErrorTests
{
    [Theory]
    // A stack of Python's, whole, between other lines.
    [InlineData("started|Traceback (most recent call last):|  File \"a.py\", line 1|    go()|ValueError: no|GET / 200", "1-4")]
    // What PostgreSQL adds.
    [InlineData("LOG: ready|ERROR:  no table|STATEMENT:  SELECT 1|LOG: checkpoint", "1-2")]
    // The last of two.
    [InlineData("FATAL: a|LOG: b|FATAL: c", "2-2")]
    // A stack that is cut off by the end.
    [InlineData("x|Traceback (most recent call last):|  File \"a.py\"", "1-2")]
    // A word that holds the word is none.
    [InlineData("TERROR|no errors found|GET /ERRORS", "")]
    public void It_is_found(string log, string expected)
    {
        var lines = log.Split('|').Select(static text => new LogLine(text, null)).ToArray();
        var wanted = expected.Split('-') is [var first, var last]
            ? lines[int.Parse(first, null)..(int.Parse(last, null) + 1)] : [];
        Assert.Equal(wanted, LastError.In([.. lines]));
    }
}
