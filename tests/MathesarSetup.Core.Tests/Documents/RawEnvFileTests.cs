using System.Globalization;
using CsCheck;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Testing;

namespace MathesarSetup.Documents;

/// <summary>What stands in a raw env file is what <c>docker run</c> and <c>podman run</c> put into a container.</summary>
public sealed class RawEnvFileTests
{
    private static readonly Gen<string[]> s_values = HostileText.OneLine.Array[300];

    [Fact]
    public void Every_printable_value_arrives_through_docker_run()
    {
        var docker = DockerEngine.Require();
        BusyboxImage.Import(docker);
        s_values.Sample(values => Assert.Equal(values, Run(docker, values)), iter: 4, threads: 1);
    }

    [Fact]
    public void Every_printable_value_arrives_through_podman_run()
    {
        using var podman = new PodmanEngine();
        BusyboxImage.Import(podman.Program, podman.Options);
        s_values.Sample(values => Assert.Equal(values, Run(podman.Program, values, podman.Options)), iter: 4, threads: 1);
    }

    [Fact]
    public void The_value_is_the_rest_of_the_line_below_its_comment()
    {
        var file = new RawEnvFile("Read by docker run.");
        file.Blank();
        file.Comment("Database");
        file.Add("POSTGRES_PASSWORD", "'a' \"b\" #c ", "Set on the first start.");
        Assert.Equal("# Read by docker run.\n\n# Database\n# Set on the first start.\nPOSTGRES_PASSWORD='a' \"b\" #c \n", file.Write());
    }

    [Fact]
    public void A_value_longer_than_the_scanners_line_is_refused()
    {
        Assert.True(RawEnvFile.CanCarry(new('a', 60_000)));
        Assert.False(RawEnvFile.CanCarry(new('é', 60_000)));
        Assert.Throws<ArgumentException>(() => new RawEnvFile().Add("A", "x\ny"));
    }

    private static string?[] Run(string client, string[] values, params string[] options)
    {
        var file = new RawEnvFile("Test values.");
        for (var i = 0; i < values.Length; i++)
        {
            file.Add(Name(i), values[i]);
        }

        using var directory = new TemporaryDirectory();
        var path = directory.Write("values.env", file.Write());
        string[] arguments = [.. options, "run", "--rm", "--network", "none", "--env-file", path, BusyboxImage.Name, "cat", "/proc/self/environ"];
        var environ = Environ.Parse(new ChildProcess(client, arguments).Run().Successful().OutputBytes);
        return [.. Enumerable.Range(0, values.Length).Select(i => environ.GetValueOrDefault(Name(i)))];
    }

    private static string Name(int i) => "V" + i.ToString(CultureInfo.InvariantCulture);
}
