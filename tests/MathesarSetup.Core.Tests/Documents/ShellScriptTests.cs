using System.Text;
using CsCheck;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What a script is given is what the shells of Debian, of macOS and of small images work with.</summary>
public sealed class ShellScriptTests
{
    public static TheoryData<string, string[]> Shells => new()
    {
        { "dash", [] },
        { "bash", ["--posix"] },
        { "busybox", ["sh"] },
    };

    [Theory]
    [MemberData(nameof(Shells))]
    public void Every_text_arrives_as_an_argument(string shell, string[] options) =>
        HostileText.Lines.Array[100].Sample(
            texts =>
            {
                var script = new ShellScript("Prints its words.");
                script.Run(texts.Aggregate(Sh.Command("printf", "%s\\0"), (command, text) => command.With(text)));
                Assert.Equal(Ended(texts), Run(shell, options, script));
            },
            iter: 15,
            threads: 1);

    [Theory]
    [MemberData(nameof(Shells))]
    public void Every_text_arrives_through_a_variable_a_function_a_loop_and_a_choice(string shell, string[] options) =>
        HostileText.Lines.Array[30].Sample(
            texts =>
            {
                var script = new ShellScript();
                script.Function("show", body => body.Run("printf", "%s\\0", Sh.Variable("PREFIX"), Sh.AllArguments));
                foreach (var text in texts)
                {
                    script.AssignUnlessSet("PREFIX", text);
                    script.Case(Sh.Variable("PREFIX"), (text, branch => branch.Run("show", text, Sh.Join(Sh.Variable("PREFIX"), text))),
                        (null, branch => branch.Run("false")));
                    script.Assign("PREFIX", "");
                }

                script.ForEach("TEXT", texts.Select(t => (ShellWord)t), body => body.Run("show", Sh.Variable("TEXT")));
                var expected = texts.SelectMany(t => new[] { t, t, t + t }).Concat(texts.SelectMany(t => new[] { "", t }));
                Assert.Equal(Ended(expected), Run(shell, options, script));
            },
            iter: 15,
            threads: 1);

    [Theory]
    [MemberData(nameof(Shells))]
    public void Every_text_arrives_on_standard_input(string shell, string[] options) =>
        HostileText.Lines.Array[30].Sample(
            texts =>
            {
                var script = new ShellScript();
                foreach (var text in texts)
                {
                    script.If(Sh.Test("-n", "x"), then => then.Feed(Sh.Command("cat"), text));
                }

                Assert.Equal(string.Concat(texts), Run(shell, options, script));
            },
            iter: 35,
            threads: 1);

    [Fact]
    public void A_here_document_is_not_used_where_dash_would_lose_a_byte_of_it() => Assert.All(["Eé\n", "END_OF_FILE_é\n", "x\nENDÉ\n"], text =>
    {
        var script = new ShellScript();
        script.Feed(Sh.Command("cat"), text);
        Assert.StartsWith("#!/bin/sh\nset -eu\nprintf %s '", script.Write(), StringComparison.Ordinal);
        Assert.Equal(text, Run("dash", [], script));
    });

    [Fact]
    public void A_here_document_ends_with_a_line_that_its_text_does_not_hold()
    {
        var script = new ShellScript();
        script.Feed(Sh.Command("cat"), "END_OF_FILE\nEND_OF_FILE_1\n");
        Assert.EndsWith("cat <<'END_OF_FILE_2'\nEND_OF_FILE\nEND_OF_FILE_1\nEND_OF_FILE_2\n", script.Write(), StringComparison.Ordinal);
        Assert.Equal("END_OF_FILE\nEND_OF_FILE_1\n", Run("dash", [], script));
    }

    [Fact]
    public void A_comment_cannot_become_a_command()
    {
        var script = new ShellScript("one\necho two\recho three\u2028echo four");
        script.Comment("five\necho six");
        Assert.Equal("", Run("dash", [], script));
    }

    [Fact]
    public void A_word_in_the_place_of_the_command_stays_a_word() => Assert.All(["if", "A=b", "time", "{"], word =>
    {
        var script = new ShellScript();
        script.Function("show", body => body.Run("echo", Sh.AllArguments));
        script.If(Sh.Command(word, "x").Quiet().Not(), then => then.Run("show", "no program"));
        Assert.Equal("no program\n", Run("dash", [], script));
    });

    [Fact]
    public void A_failing_command_ends_the_script_and_a_tested_one_does_not()
    {
        var script = new ShellScript();
        script.Run(Sh.Command("false").OrElse(Sh.Command("echo", "tested")));
        script.While(Sh.Command("false"), body => body.Run("echo", "never"));
        script.Until(Sh.Command("echo", "once").AndThen(Sh.Command("true")), body => body.Run("echo", "never"));
        script.Assign("COUNT", Sh.Output(Sh.Command("printf", "a\\nb\\n").Into(Sh.Command("wc", "-l"))));
        script.If(Sh.Test(Sh.Variable("COUNT"), "-eq", "2"), then => then.Run("echo", "two"), otherwise => otherwise.Run("echo", "not two"));
        script.Run("false");
        script.Run("echo", "never");
        Assert.Equal("tested\nonce\ntwo\n",
            new ChildProcess(RealPart.Require("dash")) { Input = Encoding.UTF8.GetBytes(script.Write()) }.Run().Output);
    }

    [Fact]
    public void A_script_with_every_construct_reads_well_and_pleases_shellcheck()
    {
        var script = Example();
        Assert.Equal(
            """
            #!/bin/sh
            # Starts and stops Mathesar.
            set -eu

            # Another name may be given from outside.
            NAME=${NAME:-mathesar}

            start() {
              if docker inspect "$NAME" >/dev/null 2>&1; then
                docker start "$NAME" >/dev/null
              else
                docker run --detach \
                  --name "$NAME"-app \
                  --env 'TITLE=My "own" $HOME'
              fi
            }

            cat >note.txt <<'END_OF_FILE'
            It's done.
            END_OF_FILE
            case "${1:-start}" in
              start)
                start
                ;;
              *)
                echo 'Usage: run.sh start' >&2
                exit 2
                ;;
            esac

            """,
            script.Write());
        using var directory = new TemporaryDirectory();
        var path = directory.Write("run.sh", script.Write());
        Assert.Equal("", new ChildProcess(RealPart.Require("shellcheck"), "--shell=sh", path).Run().Output);
    }

    private static ShellScript Example()
    {
        var script = new ShellScript("Starts and stops Mathesar.");
        script.Blank();
        script.Comment("Another name may be given from outside.");
        script.AssignUnlessSet("NAME", "mathesar");
        script.Blank();
        var name = Sh.Variable("NAME");
        script.Function("start", body => body.If(
            Sh.Command("docker", "inspect", name).Quiet(),
            then => then.Run(Sh.Command("docker", "start", name).Silent()),
            otherwise => otherwise.Run(Sh.Command("docker", "run", "--detach").With("--name", Sh.Join(name, "-app"))
                .With("--env", "TITLE=My \"own\" $HOME"))));
        script.Blank();
        script.WriteFile("note.txt", "It's done.\n");
        script.Case(
            Sh.Argument(1, "start"),
            ("start", branch => branch.Run("start")),
            (null, branch =>
            {
                branch.Run(Sh.Command("echo", "Usage: run.sh start").ToStandardError());
                branch.Run("exit", "2");
            }
        ));
        return script;
    }

    private static string Ended(IEnumerable<string> texts) => string.Concat(texts.Select(t => t + "\0"));

    private static string Run(string shell, string[] options, ShellScript script)
    {
        using var directory = new TemporaryDirectory();
        return new ChildProcess(RealPart.Require(shell), [.. options, directory.Write("script", script.Write())]).Run().Successful().Output;
    }
}
