using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Engine.Checks.Ports;
using MathesarSetup.Engine.Conflicts;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Tests.Checks;

/// <summary>Ports that are free, and ports that a program or a container holds.</summary>
public sealed class PortsCheckTests
{
    private const string Place = "/srv/tables";

    [Fact]
    public async Task A_free_port_is_told_as_free() =>
        Assert.EndsWith("is free.", (await TryAsync(("access.port", FreePort.Take().ToString(CultureInfo.InvariantCulture)))).Said,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("0.0.0.0", "127.0.0.1", true)]
    [InlineData("127.0.0.1", "0.0.0.0", true)]
    [InlineData("::", "0.0.0.0", true)]
    [InlineData("::1", "0.0.0.0", true)]
    [InlineData("127.0.0.2", "127.0.0.1", false)]
    public async Task A_port_that_a_program_holds_is_told_with_the_program_and_a_free_one(string held, string wanted, bool isTaken)
    {
        using var listener = new TcpListener(IPAddress.Parse(held), 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var outcome = await TryAsync(("access.port", $"{port}"), ("access.bind", wanted));
        if (!isTaken)
        {
            Assert.Empty(outcome.Findings);
            return;
        }

        var finding = Assert.Single(outcome.Findings);
        Assert.Equal(("ports.taken", "access.port"), (finding.Code, finding.Key));
        Assert.Contains($"(process {Environment.ProcessId})", finding.Message, StringComparison.Ordinal);
        Assert.Empty((await TryAsync(("access.port", finding.Fix!.Set["access.port"]!), ("access.bind", wanted))).Findings);
    }

    [Fact]
    public async Task A_port_that_a_container_holds_is_told_with_its_name_unless_it_is_this_installation()
    {
        var docker = DockerEngine.Require();
        var name = $"checks-{Guid.NewGuid():N}"[..20];
        var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        new ChildProcess(docker, "run", "--detach", "--name", name, "--label", "mathesar-setup.config=1", "--publish", $"127.0.0.1:{port}:80",
            BusyboxImage.Import("docker"), "sleep", "600").Run().Successful();
        try
        {
            var finding = Assert.Single((await TryAsync(("access.port", port))).Findings);
            Assert.StartsWith($"Port {port} is taken by the container {name}.", finding.Message, StringComparison.Ordinal);
            Assert.Equal($"Port {port} is held by this very installation.",
                (await TryAsync(("access.port", port), ("target", "docker"), ("install.name", name))).Said);
        }
        finally
        {
            new ChildProcess(docker, "rm", "--force", name).Run().Successful();
        }
    }

    [Fact]
    public async Task A_container_that_an_older_Compose_named_is_this_installation_by_its_labels()
    {
        var docker = DockerEngine.Require();
        var name = $"checks-{Guid.NewGuid():N}"[..20];
        var port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        new ChildProcess(docker, "run", "--detach", "--name", $"{name}_mathesar_1", "--label", $"com.docker.compose.project={name}", "--label",
            $"com.docker.compose.project.working_dir={Place}",
            "--publish", $"127.0.0.1:{port}:80", BusyboxImage.Import("docker"), "sleep", "600").Run().Successful();
        try
        {
            Assert.Equal($"Port {port} is held by this very installation.", (await TryAsync(("access.port", port), ("install.name", name))).Said);
            Assert.Equal("ports.taken", Assert.Single((await TryAsync(("access.port", port), ("install.name", "other"))).Findings).Code);
        }
        finally
        {
            new ChildProcess(docker, "rm", "--force", $"{name}_mathesar_1").Run().Successful();
        }
    }

    [Theory]
    [InlineData("mathesar.service", "mathesar", "systemd.scope", "system")]
    [InlineData("user@1000.service/app.slice/tables.service", "tables", "systemd.scope", "user")]
    [InlineData("user@1000.service/app.slice/tables.service/runtime", "tables", "target", "podman")]
    [InlineData("nginx.service", "tables", "proxy.kind", "nginx")]
    public async Task A_port_that_the_installation_s_own_service_holds_is_in_nobody_s_way(string group, string name, string key, string text)
    {
        using var unit = new UnitStandIn(group);
        (string, string)[] ports = key == "proxy.kind"
            ? [("access.url", "http://tables.example.com"), ("proxy.http-port", $"{unit.Port}"), ("access.port", $"{FreePort.Take()}")]
            : [("access.port", $"{unit.Port}")];
        (string, string)[] answers = [("target", "systemd"), ("install.name", name), .. ports, (key, text)];
        Assert.EndsWith("held by this very installation.", (await TryAsync(answers)).Said, StringComparison.Ordinal);
        var finding =
            Assert.Single((await TryAsync([.. answers, ("install.name", "other"), ("proxy.kind", key == "proxy.kind" ? "caddy" : "none")])).Findings);
        Assert.Contains($" of {group.Replace("/runtime", "", StringComparison.Ordinal).Split('/')[^1]}. Stop that", finding.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0::/system.slice/tables.service\n", "tables.service", false)]
    [InlineData("1:name=systemd:/user.slice/user-1000.slice/user@1000.service/app.slice/tables.service/runtime\n0::/\n", "tables.service", true)]
    [InlineData("0::/user.slice/user-1000.slice/session-1.scope\n", null, false)]
    [InlineData("0::/user.slice/user-1000.slice/user@1000.service/init.scope\n", null, false)]
    [InlineData("0::/\n", null, false)]
    [InlineData("", null, false)]
    public void The_service_of_a_process_is_read_from_its_groups(string groups, string? name, bool isUsers) =>
        Assert.Equal(name is null ? null : new ServiceUnit(name, isUsers), PortOwner.Parse(groups));

    [Fact]
    public async Task Podman_s_containers_are_known_without_a_socket()
    {
        using var podman = new PodmanEngine();
        var port = FreePort.Take();
        new ChildProcess(podman.Program, [.. podman.Options, "run", "--detach", "--name", "tables", "--publish", $"127.0.0.1:{port}:80",
            BusyboxImage.Import(podman.Program, podman.Options), "sleep", "600"])
            .Run().Successful();
        try
        {
            var held = Assert.Single(await PodmanPorts.ReadAsync(podman.Program, [.. podman.Options], TestContext.Current.CancellationToken));
            Assert.Equal(("tables", ListenAddress.Loopback, port), (held.Container, held.Address, held.Port));
            var setup = Setup.Of(Draft.Empty.With("target", "podman").With("install.name", "tables"));
            var conflicts = new PortConflicts
            {
                Setup = setup,
                Own = Labels.For(setup, Place),
                Held = [held],
                Opened = [],
                IsRootless = true,
                IsSeen = true,
            };
            var opened = OpenedPort.Of(setup.Plan.Web, setup.Plan.Web.Ports[0]) with { Number = port };
            Assert.Equal((true, null), conflicts.Look(opened));
            Assert.Equal("ports.taken", (conflicts with { Held = [held with { Container = "tables-2" }] }).Look(opened).Finding?.Code);
        }
        finally
        {
            new ChildProcess(podman.Program, [.. podman.Options, "rm", "--force", "--time", "0", "tables"]).Run();
        }
    }

    [Fact]
    public async Task A_machine_without_podman_or_with_something_of_its_name_has_no_containers()
    {
        Assert.Empty(await PodmanPorts.ReadAsync("/nothing/podman", [], TestContext.Current.CancellationToken));
        Assert.Empty(await PodmanPorts.ReadAsync("echo", [], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Both_ports_of_a_proxy_are_looked_at_and_the_next_one_is_near_to_what_people_expect()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        var finding = Assert.Single((await TryAsync(("proxy.kind", "nginx"), ("access.url", "https://tables.example.com"),
            ("access.bind", "127.0.0.1"), ("proxy.https-port", $"{taken}"), ("proxy.http-port", $"{FreePort.Take()}"))).Findings);
        Assert.Equal("proxy.https-port", finding.Key);
    }

    [Fact]
    public async Task An_address_that_this_machine_does_not_have_is_told()
    {
        var finding = Assert.Single((await TryAsync(("access.bind", "192.0.2.1"))).Findings);
        Assert.Equal(("ports.no-such-address", "access.bind"), (finding.Code, finding.Key));
    }

    [Fact]
    public void Where_no_port_is_opened_there_is_nothing_to_try() =>
        Assert.False(new PortsCheck(static () => Place).AppliesTo(Setup.Of(Scenarios.All["own-proxy"])));

    private static Task<CheckOutcome> TryAsync(params (string Key, string Text)[] answers) =>
        CheckRunner.TryAsync(new PortsCheck(static () => Place),
            Setup.Of(answers.Aggregate(Draft.Empty, (d, a) => d.With(a.Key, a.Text)).Settle(Scenarios.Machine)),
            TestContext.Current.CancellationToken);
}
