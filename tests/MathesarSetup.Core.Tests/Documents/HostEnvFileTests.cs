using System.Globalization;
using CsCheck;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What stands in the .env of a machine without containers is what each of its readers makes of it.</summary>
public sealed class HostEnvFileTests
{
    // The rules of Mathesar's launcher, in words of our own: each line through xargs, comments and empty lines passed by, split at the first equals
    // sign.
    private const string Launcher = """
        set -eo pipefail
        while IFS= read -r line || [ -n "$line" ]; do
          entry=$(echo "$line" | xargs)
          case $entry in "" | "#"*) continue ;; esac
          export "${entry%%=*}=${entry#*=}"
        done <"$0"
        exec env -0
        """;

    private const string Source = "set -euo pipefail; set -a; source \"$0\"; set +a; exec env -0";

    private static readonly Gen<string[]> s_values = HostileText.OneLine.Where(HostEnvFile.CanCarry).Array[350];

    [Fact]
    public void Every_printable_value_arrives_through_the_rules_of_Mathesars_launcher() =>
        s_values.Sample(values => Assert.Equal(values, ReadBy("bash", Launcher, values)), iter: 3, threads: 1);

    [Fact]
    public void Every_printable_value_arrives_where_a_shell_sources_the_file() => s_values.Sample(values =>
    {
        Assert.Equal(values, ReadBy("bash", Source, values));
        Assert.Equal(values, ReadBy("dash", "set -eu; set -a; . \"$0\"; set +a; exec env -0", values));
    }, iter: 3, threads: 1);

    [Fact]
    public void Every_printable_value_arrives_through_systemds_EnvironmentFile()
    {
        using var machine = new HostMachine();
        s_values.Sample(values => Assert.Equal(values, ReadBySystemd(machine, values)), iter: 3, threads: 1);
        Assert.Equal(QuotingTexts(), ReadBySystemd(machine, QuotingTexts()));
    }

    [Fact]
    public void Every_short_text_of_quoting_characters_arrives_through_launcher_and_shell()
    {
        Assert.Equal(QuotingTexts(), ReadBy("bash", Launcher, QuotingTexts()));
        Assert.Equal(QuotingTexts(), ReadBy("bash", Source, QuotingTexts()));
    }

    [Fact]
    public void A_value_that_one_of_the_readers_loses_is_refused_without_being_shown() =>
        Assert.All(["a\nb", "\0", "\uD800", "\uFDD0", "\uFFFF", "\U0001FFFE"], value =>
        {
            Assert.False(HostEnvFile.CanCarry(value));
            Assert.Equal("The value holds characters that a .env file cannot carry. Ask CanCarry first and make a finding.",
                Assert.Throws<ArgumentException>(() => new HostEnvFile().Add("A", value)).Message);
        });

    [Fact]
    public void A_comment_holds_nothing_that_xargs_stumbles_over()
    {
        var file = new HostEnvFile("Mathesar's \"settings\"\\");
        file.Add("A", "it's", "Don't.");
        Assert.Equal("# Mathesar’s ”settings”/\n# Don’t.\nA='it'\"'\"'s'\n", file.Write());
        Assert.Equal("it's", Run("bash", Launcher, file.Write())["A"]);
    }

    private static string[] QuotingTexts()
    {
        const string characters = "\\'\"$ `#!=;&aX";
        var pairs = characters.SelectMany(a => characters.Select(b => $"{a}{b}")).ToArray();
        return ["", .. characters.Select(c => c.ToString()), .. pairs, .. pairs.Select(pair => "x" + pair), .. pairs.Select(pair => pair + "x")];
    }

    private static string Write(string[] values)
    {
        var file = new HostEnvFile("It's a test.");
        foreach (var (i, value) in values.Index())
        {
            file.Add(Name(i), value);
        }

        return file.Write();
    }

    private static IEnumerable<string?> ReadBy(string shell, string script, string[] values)
    {
        var environment = Run(shell, script, Write(values));
        return values.Select((_, i) => environment.GetValueOrDefault(Name(i)));
    }

    private static Dictionary<string, string> Run(string shell, string script, string text)
    {
        using var directory = new TemporaryDirectory();
        return Environ.Parse(new ChildProcess(RealPart.Require(shell), "-c", script, directory.Write(".env", text)).Run().Successful().OutputBytes);
    }

    private static IEnumerable<string?> ReadBySystemd(HostMachine machine, string[] values)
    {
        machine.Write("/etc/values.env", Write(values));
        machine.Write("/run/systemd/system/values.service",
            "[Service]\nType=oneshot\nEnvironmentFile=/etc/values.env\nExecStart=/bin/sh -c 'cat /proc/$$$$/environ > /out'\n");
        machine.AsRoot("systemctl", "daemon-reload").Successful();
        machine.AsRoot("systemctl", "start", "values.service").Successful();
        var environment = Environ.Parse(machine.AsRoot("cat", "/out").Successful().OutputBytes);
        return values.Select((_, i) => environment.GetValueOrDefault(Name(i)));
    }

    private static string Name(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);
}
