using System.Text.RegularExpressions;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>What a real terminal is sent, and what a pipe is.</summary>
public sealed partial class TerminalTests : IDisposable
{
    private const char Escape = '\e';

    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Fact]
    public void A_terminal_gets_colours_and_no_other_sequence()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        var diff = _setup.OnTerminal(100, [], "diff", "--access-port", "9000");
        Assert.Equal(4, diff.ExitCode);
        Assert.Contains("\e[32m+  port: 9000\e[0m", diff.Output, StringComparison.Ordinal);
        Assert.Contains("\e[31m-  port: 8000\e[0m", diff.Output, StringComparison.Ordinal);
        Assert.Contains("\e[36mnote\e[0m \e[1maccess.port\e[0m: ", diff.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Escape, Colour().Replace(diff.Output, ""));

        var refused = _setup.OnTerminal(100, [], "generate", "--access-port", "many");
        Assert.Contains("\e[1;31merror\e[0m \e[1maccess.port\e[0m: A port is", refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("CLICOLOR", "0")]
    [InlineData("FORCE_COLOR", "0")]
    [InlineData("TERM", "dumb")]
    [InlineData("TERM", "")]
    public void A_terminal_that_is_to_stay_plain_does(string variable, string value)
    {
        _setup.Run("generate", "--dir", ".").Successful();
        Assert.DoesNotContain(Escape, _setup.OnTerminal(100, new() { [variable] = value }, "diff", "--access-port", "9000").Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("generate", "--help")]
    [InlineData("--version")]
    [InlineData("settings", "database.port")]
    [InlineData("frobnicate")]
    [InlineData("validate")]
    [InlineData("history")]
    [InlineData("generate", "--dir", "here", "--admin-password-file", "/dev/null")]
    public void The_keypad_of_a_terminal_is_left_alone(params string[] arguments)
    {
        var run = _setup.OnTerminal(80, [], arguments);
        Assert.True(run.Output.Length > 10);
        Assert.DoesNotContain(Escape, Colour().Replace(run.Output, ""));
    }

    [Fact]
    public void A_pipe_gets_plain_lines_unless_colours_are_wanted()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        var plain = _setup.Run("diff", "--access-port", "9000");
        Assert.DoesNotContain(Escape, plain.Output + plain.Errors);
        var wanted = _setup.Run([], new() { ["FORCE_COLOR"] = "1" }, "diff", "--access-port", "9000");
        Assert.Contains("\e[32m+  port: 9000\e[0m", wanted.Output, StringComparison.Ordinal);
        Assert.Equal(plain.Output, Colour().Replace(wanted.Output, ""));
        Assert.DoesNotContain(Escape, _setup.Run([], new() { ["FORCE_COLOR"] = "1" }, "diff", "--access-port", "9000", "--json").Output);
    }

    [Fact]
    public void Lines_are_broken_under_their_own_column_at_60_columns()
    {
        var answers = _setup.Directory.Write("answers.yaml", "schema: 1\naccess:\n  port: many\n  urle: x\ntuning:\n  workers: none\n");
        var lines = Lines(_setup.OnTerminal(60, [], "validate", "--config", answers).Output);
        Assert.All(lines.Where(static l => !l.Contains('/', StringComparison.Ordinal)), static l => Assert.InRange(l.Length, 1, 60));
        Assert.Contains(lines, static l => l.StartsWith("  ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, static l => l.EndsWith(' '));

        var help = Lines(_setup.OnTerminal(60, [], "--help").Output);
        Assert.All(help.Where(static l => !l.StartsWith("  mathesar-setup", StringComparison.Ordinal)), static l => Assert.InRange(l.Length, 0, 60));
    }

    [Fact]
    public void Both_streams_keep_their_order_in_one_pipe()
    {
        _setup.Run("generate", "--dir", ".").Successful();
        var terminal = _setup.OnTerminal(500, new() { ["NO_COLOR"] = "1" }, "diff", "--access-port", "9000").Output;
        var pipe = _setup.InOnePipe("diff", "--access-port", "9000");
        Assert.Equal(terminal.Replace("\r\n", "\n", StringComparison.Ordinal), pipe);
        Assert.EndsWith("have to follow.\n", pipe, StringComparison.Ordinal);
    }

    private static string[] Lines(string output) => Colour().Replace(output, "").TrimEnd().Split("\r\n");

    [GeneratedRegex(@"\e\[[\d;]+m")]
    private static partial Regex Colour();
}
