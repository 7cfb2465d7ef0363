using System.Diagnostics;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Podman behind Docker's API: it is found and known for what it is.</summary>
public sealed class PodmanTests : IDisposable
{
    private readonly PodmanEngine _podman = new();
    private readonly TemporaryDirectory _folder = new();

    public void Dispose()
    {
        _podman.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Its_socket_is_found_and_says_that_it_is_Podman()
    {
        var socket = _folder.At("run/podman/podman.sock");
        Directory.CreateDirectory(Path.GetDirectoryName(socket)!);
        using var service =
            Process.Start(new ProcessStartInfo(_podman.Program, [.. _podman.Options, "system", "service", "--time", "0", $"unix://{socket}"]))!;
        try
        {
            Eventually.Happens(() => File.Exists(socket));
            var search =
                await EngineFinder.FindAsync(
                    new EngineSurroundings(_folder.Path,
                        new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = _folder.At("runtime") })
                    { Root = _folder.Path },
                    TestContext.Current.CancellationToken);
            Assert.NotNull(search.Engine);
            Assert.True(search.Engine.IsPodman);
            Assert.Equal(("Podman", "the socket of Podman"), (search.Engine.Product, search.Engine.Source));
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
