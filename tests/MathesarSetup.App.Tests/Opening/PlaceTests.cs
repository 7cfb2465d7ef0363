using MathesarSetup.App.Opening;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

public sealed class PlaceTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_directory_that_is_named_wins()
    {
        _folder.Write("mathesar.yaml", "");

        Assert.Equal("/srv/here", InstallPlace.Choose("/srv/here", _folder.Path, "/home/ada"));
        Assert.Equal(_folder.At("here"), InstallPlace.Choose("./x/../here", _folder.Path, "/home/ada"));
    }

    [Theory]
    [InlineData("mathesar.yaml")]
    [InlineData(".mathesar-setup/lock")]
    public void The_current_directory_is_meant_when_it_holds_an_installation(string file)
    {
        _folder.Write(file, "");

        Assert.Equal(_folder.Path, InstallPlace.Choose(null, _folder.Path, "/home/ada"));
    }

    [Fact]
    public void Elsewhere_a_folder_in_the_home_directory_is_meant() =>
        Assert.Equal("/home/ada/mathesar", InstallPlace.Choose(null, _folder.Path, "/home/ada"));

    [Fact]
    public void This_machine_has_cores_memory_and_randomness()
    {
        var machine = ThisMachine.Read();

        Assert.Equal(Environment.ProcessorCount, machine.Cores);
        Assert.InRange(machine.MemoryBytes, 64L << 20, 64L << 40);
        Assert.NotEqual(machine.Random(16), machine.Random(16));
    }
}
