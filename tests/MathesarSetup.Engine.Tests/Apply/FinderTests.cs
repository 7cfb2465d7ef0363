using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Which engine is taken, and why the others are not.</summary>
public sealed class FinderTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_engine_of_this_machine_says_what_it_is()
    {
        DockerEngine.Require();
        var search = await FindAsync(("DOCKER_HOST", "unix:///var/run/docker.sock"));
        var engine = search.Engine!;
        Assert.Equal(("DOCKER_HOST", CandidateOutcome.Taken), (search.Candidates[0].Source, search.Candidates[0].Outcome));
        Assert.Equal(new ChildProcess("docker", "version", "--format", "{{.Server.Version}} {{.Server.APIVersion}} {{.Server.Arch}}").Run().Output
            .Trim(), $"{engine.Version} {engine.ApiVersion} {engine.Architecture}");
        Assert.False(engine.IsRootless);
        Assert.False(engine.IsPodman);
        Assert.True(engine.FreeBytes > 0);
        Assert.Empty(search.Findings);
    }

    [Fact]
    public async Task Where_there_is_none_every_place_is_named_in_order()
    {
        var search = await FindAsync(("XDG_RUNTIME_DIR", _folder.At("runtime")));
        Assert.Equal("engine.none", Assert.Single(search.Findings).Code);
        Assert.All(search.Candidates, c => Assert.Equal(CandidateOutcome.Absent, c.Outcome));
        Assert.Equal(
            ["var/run/docker.sock", "runtime/docker.sock", "runtime/podman/podman.sock", "run/podman/podman.sock", "home/.docker/run/docker.sock",
                "home/.docker/desktop/docker.sock"],
            search.Candidates.Select(c => Path.GetRelativePath(_folder.Path, c.Endpoint["unix://".Length..])));
    }

    [Fact]
    public async Task The_first_that_answers_is_taken_and_later_ones_are_not_asked()
    {
        using var socket = new CuttableSocket(new Uri("unix:///var/run/docker.sock"));
        Link(socket, "runtime/docker.sock");
        Link(socket, "run/podman/podman.sock");
        var search = await FindAsync(("XDG_RUNTIME_DIR", _folder.At("runtime")));
        Assert.Equal([CandidateOutcome.Absent, CandidateOutcome.Taken, CandidateOutcome.NotAsked, CandidateOutcome.NotAsked,
            CandidateOutcome.NotAsked, CandidateOutcome.NotAsked], search.Candidates.Select(c => c.Outcome));
        Assert.Equal("the socket of rootless Docker", search.Engine!.Source);
    }

    [Fact]
    public async Task The_current_context_is_a_choice_of_the_user()
    {
        _folder.Write("home/.docker/config.json", """{"currentContext": "far"}""");
        _folder.Write("home/.docker/contexts/meta/0a1b/meta.json",
            """{"Name": "far", "Endpoints": {"docker": {"Host": "unix:///var/run/docker.sock"}}}""");
        Assert.Equal("the Docker context far", (await FindAsync()).Engine!.Source);

        var unknown = await FindAsync(("DOCKER_CONTEXT", "nowhere"));
        Assert.Equal("engine.unusable", Assert.Single(unknown.Findings).Code);
        Assert.Contains("no context of that name", Assert.Single(unknown.Candidates).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh://me@far.example.com", "ssh -L")]
    [InlineData("unix:///not-there.sock", "no such socket")]
    [InlineData("tcp://127.0.0.1:1", "does not answer")]
    public async Task A_chosen_engine_that_cannot_be_used_is_not_replaced_by_another(string host, string reason)
    {
        var search = await FindAsync(("DOCKER_HOST", host));
        Assert.Null(search.Engine);
        Assert.Contains(reason, Assert.Single(search.Candidates).Reason, StringComparison.Ordinal);
        Assert.Equal("engine.unusable", Assert.Single(search.Findings).Code);
    }

    [Fact]
    public async Task An_engine_behind_TLS_is_refused_with_the_way_around()
    {
        var search = await FindAsync(("DOCKER_HOST", "tcp://127.0.0.1:2376"), ("DOCKER_TLS_VERIFY", "1"));
        Assert.Equal("engine.unusable", Assert.Single(search.Findings).Code);
        Assert.Contains("asks for TLS", search.Findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("ssh -L", search.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_refused_with_both_versions()
    {
        using var old = new OldEngineStandIn(_folder.At("old.sock"));
        var search = await FindAsync(("DOCKER_HOST", $"unix://{_folder.At("old.sock")}"));
        Assert.Equal(CandidateOutcome.Unsuitable, Assert.Single(search.Candidates).Outcome);
        Assert.Contains("speaks version 1.24 of the engine API, and 1.40 is needed", search.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_permission_the_group_and_the_rootless_socket_are_named()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw RealPart.Missing("The right to become another user", "run the tests as root");
        }

        using var socket = new CuttableSocket(new Uri("unix:///var/run/docker.sock"));
        using var folder = new TemporaryDirectory();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0x1ED);
        Directory.CreateDirectory(folder.At("var/run"));
        Directory.CreateDirectory(folder.At("runtime/podman"));
        using var closed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        closed.Bind(new UnixDomainSocketEndPoint(folder.At("var/run/docker.sock")));
        closed.Listen();
        new ChildProcess("sh", "-c", $"chgrp daemon {folder.At("var/run/docker.sock")} && chmod 660 {folder.At("var/run/docker.sock")} && touch "
            + $"{folder.At("runtime/docker.sock")} && chmod -R a+rX {folder.Path}/runtime")
            .Run().Successful();

        var said = FinderProgram.AsNobody(folder.Path).Run().Successful().Output;
        Assert.Contains("engine.forbidden", said, StringComparison.Ordinal);
        Assert.Contains("group daemon (`sudo usermod -aG daemon $USER`", said, StringComparison.Ordinal);
        Assert.Contains($"DOCKER_HOST=unix://{folder.At("runtime/docker.sock")}", said, StringComparison.Ordinal);
    }

    private void Link(CuttableSocket socket, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path))!);
        File.CreateSymbolicLink(_folder.At(path), socket.Endpoint.LocalPath);
    }

    private Task<EngineSearch> FindAsync(params (string Name, string Value)[] variables) => EngineFinder.FindAsync(
        new EngineSurroundings(_folder.At("home"), variables.ToDictionary(v => v.Name, v => v.Value)) { Root = _folder.Path },
        TestContext.Current.CancellationToken);

    /// <summary>A stand-in that answers as an engine of 2016 would.</summary>
    private sealed class OldEngineStandIn : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        public OldEngineStandIn(string path)
        {
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            _listener.Listen();
            _ = AnswerAsync();
        }

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptAsync();
                    var buffer = new byte[4096];
                    var asked = Encoding.ASCII.GetString(buffer, 0, await client.ReceiveAsync(buffer));
                    var body = asked.Contains("/version", StringComparison.Ordinal)
                        ? """{"Version":"1.12.6","ApiVersion":"1.24","Arch":"amd64","Os":"linux"}"""
                        : asked.Contains("/info", StringComparison.Ordinal)
                            ? """{"Name":"old","OperatingSystem":"Debian","DockerRootDir":"/var/lib/docker"}"""
                        : "";
                    if (asked.Length > 0)
                    {
                        await client.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                + $"Content-Length: {body.Length}\r\n\r\n{body}")));
                    }
                }
            }
            catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
            {
                // Disposed.
            }
        }
    }
}
