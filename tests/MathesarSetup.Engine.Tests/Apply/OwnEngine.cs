using System.Diagnostics;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>
/// A second Docker engine with settings of its own, which can be hurt without hurting other tests. It makes networks, and can connect nothing to
/// them. Only root can start one.
/// </summary>
internal sealed class OwnEngine : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly Process _process;

    public OwnEngine(params string[] options)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw RealPart.Missing("The right to start an engine", "run the tests as root");
        }

        // In a network of its own: an engine without a bridge takes away that of another.
        _process = Process.Start(new ProcessStartInfo("unshare",
        [
            "--net",
            RealPart.Require("dockerd"), "--data-root", _folder.At("data"), "--exec-root", _folder.At("exec"), "--pidfile", _folder.At("pid"),
            "--host", Socket, "--bridge", "none", "--iptables=false", "--ip6tables=false", "--log-level", "fatal", .. options,
        ]))!;
        Eventually.Happens(() => _process.HasExited || Client("version").Run().ExitCode == 0);
        Image = BusyboxImage.Import("docker", "--host", Socket);
    }

    /// <summary>The one image that it has.</summary>
    public string Image { get; }

    private string Socket => $"unix://{_folder.At("docker.sock")}";

    public EngineInfo Find() =>
        EngineFinder.FindAsync(new EngineSurroundings("/nowhere", new Dictionary<string, string> { ["DOCKER_HOST"] = Socket }))
            .GetAwaiter().GetResult().Engine!;

    public string Docker(params string[] arguments) => Client(arguments).Run().Successful().Output;

    public void Dispose()
    {
        new ChildProcess("kill", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).Run();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private ChildProcess Client(params string[] arguments) => new("docker", ["--host", Socket, .. arguments]);
}
