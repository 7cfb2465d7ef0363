using System.Globalization;
using System.Text;
using CsCheck;
using MathesarSetup.Documents.Units;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What stands in a unit is what a real systemd and a real Podman hand to a process.</summary>
public sealed class SystemdUnitTests(SystemdUnitTests.Machine machine) : IClassFixture<SystemdUnitTests.Machine>
{
    // Many values a unit: starting things is what takes time.
    private static readonly Gen<string[]> s_values = HostileText.OneLine.Where(SystemdUnit.CanCarry).Array[300];
    private static readonly Gen<string[]> s_lines = HostileText.Lines.Where(SystemdUnit.CanCarry).Array[100];

    // A shell turns into its last command, and would show the arguments of that one.
    private const string Show = "cat /proc/$$/environ > /out/environ; cat /proc/$$/cmdline > /out/arguments; true";

    [Fact]
    public void Every_printable_value_arrives_through_systemds_Environment_and_ExecStart() =>
        Gen.Select(s_values, s_lines).Sample((values, lines) => Check([.. values, .. lines], RunBySystemd), iter: 3, threads: 1);

    [Fact]
    public void Every_printable_value_arrives_through_a_Quadlet_container() =>
        Gen.Select(s_values, s_lines)
            .Sample((values, lines) => Check([.. values.Concat(lines).Where(SystemdUnit.CanCarryThroughQuadlet)], RunByQuadlet), iter: 3, threads: 1);

    [Fact]
    public void Every_short_text_of_quoting_characters_arrives_through_both()
    {
        const string characters = "\\'\"$ {}%;#=aX";
        var pairs = characters.SelectMany(a => characters.Select(b => $"{a}{b}")).ToArray();
        string[] values =
        [
            .. characters.Select(c => c.ToString()),
            .. pairs,
            .. pairs.Select(pair => pair + "x"),
            .. pairs.Select(pair => "x" + pair),
        ];
        Check(values, RunBySystemd);
        Check([.. values.Where(SystemdUnit.CanCarryThroughQuadlet)], RunByQuadlet);
    }

    [Fact]
    public void A_plain_line_is_what_systemd_shows_and_what_Quadlet_hands_on() =>
        HostileText.OneLine.Where(SystemdUnit.CanCarryPlain).Array[100].Sample(texts =>
        {
            foreach (var (i, text) in texts.Where(t => t.Length < 2000).Index())
            {
                var unit = new SystemdUnit();
                unit.Section("Unit").Add("Description", text);
                unit.Section("Service").AddCommand("ExecStart", ["/bin/true"]);
                machine.Write($"/run/systemd/system/plain-{i}.service", unit.Write());
            }

            machine.AsRoot("systemctl", "daemon-reload").Successful();
            var shown = machine.AsRoot(["systemctl", "show", "--property", "Description", "--value",
                .. texts.Index().Where(t => t.Item.Length < 2000).Select((_, i) => $"plain-{i}.service")])
                .Successful().Output;
            Assert.Equal(texts.Where(t => t.Length < 2000), shown.TrimEnd('\n').Split("\n\n"));
        }, iter: 2, threads: 1);

    [Fact]
    public void Each_value_stands_below_its_comment_and_is_quoted_only_where_it_must_be()
    {
        var unit = new SystemdUnit("Podman's Quadlet reads this.");
        unit.Section("Unit").Add("Description", "100% \"sure\" $x");
        var container = unit.QuadletSection("Container");
        container.Comment("first\nExec=second\rthird \\");
        container.AddWords("Environment", ["A=1", "B=it's $5 for 100%"], "Values.");
        container.Add("Volume", SystemdWord.Join(SystemdText.Specifier('E'), "/a%b:/c"));
        unit.Section("Service").AddCommand("ExecStartPre", ["/bin/mkdir", "-p", "/srv/my $data"]);
        Assert.Equal(
            """
            # Podman's Quadlet reads this.

            [Unit]
            Description=100%% "sure" $x

            [Container]
            # first
            # Exec=second
            # third \
            # Values.
            Environment=A=1 "B=it's $$5 for 100%%"
            Volume=%E/a%%b:/c

            [Service]
            ExecStartPre=/bin/mkdir -p "/srv/my $$data"

            """,
            unit.Write());
    }

    [Fact]
    public void What_no_unit_carries_is_refused_without_being_shown()
    {
        Assert.All(["a\0", "a\r", "\u0007", "\uD800", "\uFDD0", "\uFFFE", "\U0002FFFF"],
            value => Assert.Throws<ArgumentException>(() => new SystemdUnit().Section("Service").AddWords("Environment", [$"A={value}"])));
        Assert.All(["", ";"],
            value => Assert.Throws<ArgumentException>(() => new SystemdUnit().QuadletSection("Container").AddWords("Exec", [value])));
        Assert.All(["", " a", "a ", "a\\", "\"a\"", "a\nb"],
            value => Assert.Throws<ArgumentException>(() => new SystemdUnit().Section("Unit").Add("Description", value)));
        Assert.Throws<ArgumentException>(() => new SystemdUnit().Section("Unit]\n[Service"));
        Assert.Throws<ArgumentException>(() => new SystemdUnit().Section("Unit").Add("A=b\nC", "x"));
    }

    private static void Check(string[] values, Func<string[], (Dictionary<string, string> Environment, string[] Arguments)> run)
    {
        var (environment, arguments) = run(values);
        Assert.Equal(values, values.Select((_, i) => environment.GetValueOrDefault(Name(i))));
        Assert.Equal(values, arguments);
    }

    private (Dictionary<string, string> Environment, string[] Arguments) RunBySystemd(string[] values)
    {
        var unit = new SystemdUnit();
        var service = unit.Section("Service");
        service.Add("Type", "oneshot");
        foreach (var (i, value) in values.Index())
        {
            service.AddWords("Environment", [$"{Name(i)}={value}"]);
        }

        service.AddCommand("ExecStart", ["/bin/sh", "-c", Show, "sh", .. values.Select(v => (SystemdWord)v)]);
        machine.Write("/run/systemd/system/values.service", unit.Write());
        return Start("values.service");
    }

    private (Dictionary<string, string> Environment, string[] Arguments) RunByQuadlet(string[] values)
    {
        var unit = new SystemdUnit();
        var container = unit.QuadletSection("Container");
        container.Add("Image", BusyboxImage.Name);
        container.Add("Network", "none");
        container.Add("Volume", "/out:/out");
        foreach (var (i, value) in values.Index())
        {
            container.AddWords("Environment", [$"{Name(i)}={value}"]);
        }

        container.AddWords("Exec", ["sh", "-c", Show, "sh", .. values.Select(v => (SystemdWord)v)]);
        unit.Section("Service").Add("Type", "oneshot");
        machine.Write("/etc/containers/systemd/values-in-container.container", unit.Write());
        return Start("values-in-container.service");
    }

    private (Dictionary<string, string> Environment, string[] Arguments) Start(string service)
    {
        machine.AsRoot("rm", "-rf", "/out").Successful();
        machine.AsRoot("mkdir", "/out").Successful();
        machine.AsRoot("systemctl", "daemon-reload").Successful();
        machine.AsRoot("systemctl", "start", service).Successful();
        var arguments = Encoding.UTF8.GetString(machine.AsRoot("cat", "/out/arguments").Successful().OutputBytes);
        return (Environ.Parse(machine.AsRoot("cat", "/out/environ").Successful().OutputBytes), arguments[..^1].Split('\0')[4..]);
    }

    private static string Name(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);

    public sealed class Machine : IDisposable
    {
        private readonly SystemdMachine _machine = new();

        public Machine()
        {
            BusyboxImage.Import(DockerEngine.Require());
            _machine.Load(forRoot: true, BusyboxImage.Name);
        }

        public Outcome AsRoot(params string[] command) => _machine.AsRoot(command);

        public void Write(string path, string text) => _machine.Write(path, text);

        public void Dispose() => _machine.Dispose();
    }
}
