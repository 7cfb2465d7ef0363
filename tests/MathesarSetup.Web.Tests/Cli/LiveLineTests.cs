using System.Text;
using MathesarSetup.Web.Cli;
using Microsoft.Extensions.Time.Testing;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>The last line of a terminal, and how lines are broken above it.</summary>
public sealed class LiveLineTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StringBuilder _written = new();

    [Fact]
    public void What_goes_on_is_written_anew_with_its_time_and_what_is_over_stands_above()
    {
        using var live = Line(columns: 50);
        live.Go("wait db", "Waiting until db is healthy.");
        Assert.Equal(["...    Waiting until db is healthy.  0 s"], Shown());
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(["...    Waiting until db is healthy.  1 min 01 s"], Shown());
        var took = live.End("wait db");
        live.Print(() => Screen().WriteLine($"done   db is healthy.{took}"));
        Assert.Equal(["done   db is healthy. (1 min 01 s)", ""], Shown().Select(static l => l.TrimEnd()));
    }

    [Fact]
    public void Of_several_the_last_that_moved_is_shown_with_its_part()
    {
        using var live = Line(columns: 80);
        live.Go("pull a", "Fetching a.");
        live.Go("pull b", "Fetching b.");
        live.Go("pull a", null, 0.42);
        Assert.Equal("...    Fetching a. 42 %  0 s", Shown()[^1].TrimEnd());
        Assert.Equal("", live.End("pull a"));
        live.Print(() => Screen().WriteLine("done   a is here."));
        Assert.Equal(["done   a is here.", "...    Fetching b.  0 s"], Shown().Select(static l => l.TrimEnd()));
    }

    [Fact]
    public void It_never_runs_into_a_second_line()
    {
        using var live = Line(columns: 35);
        live.Go("pull", "Fetching docker.io/mathesar/mathesar:0.12.0.");
        Assert.Equal("...    Fetching docker.io/mat  0 s", Shown()[^1]);
    }

    [Fact]
    public void What_keeps_every_line_has_none() => Assert.Null(LiveLine.On(new StringWriter(), TimeProvider.System));

    [Theory]
    [InlineData("one two three", 0, 2, "one two\n  three")]
    [InlineData("one two three", 5, 3, "one\n   two\n   three")]
    [InlineData("a `kept in one` b", 0, 0, "a\n`kept in one`\nb")]
    [InlineData("averyverylongword", 4, 2, "\n  averyverylongword")]
    [InlineData("fits", 0, 2, "fits")]
    public void A_line_is_broken_at_blanks(string text, int start, int hang, string broken) =>
        Assert.Equal(broken, Wrapping.Fit(text, columns: 10, start, hang));

    private LiveLine Line(int columns) => LiveLine.On(Screen(columns), _clock)!;

    private Screen Screen(int columns = 40) => new(new StringWriter(_written)) { IsLive = true, Columns = () => columns };

    // As a terminal would show it: a return goes back to the start of the line.
    private string[] Shown() => [.. _written.ToString().Split('\n').Select(static line =>
        line.Split('\r').Aggregate("", static (shown, over) => over + (over.Length < shown.Length ? shown[over.Length..] : "")))];
}
