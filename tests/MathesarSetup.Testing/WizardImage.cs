using System.Runtime.CompilerServices;

namespace MathesarSetup.Testing;

/// <summary>
/// The wizard's own image, made by the project's Dockerfile. The images below it cannot be downloaded here, so stand-ins take their places.
/// </summary>
public static class WizardImage
{
    private const string Name = "localhost/mathesar-setup-tests/wizard:1";
    private const string Sdk = "localhost/mathesar-setup-tests/sdk-stand-in:1";

    private static readonly Lazy<string> s_name = new(() => Build());

    /// <summary>The image's name, once the engine has it.</summary>
    public static string Require() => s_name.Value;

    /// <summary>Takes the program out of the image, into a folder.</summary>
    public static void Extract(string folder)
    {
        var (docker, container) = (StandIns.Require(), "extracted-" + Guid.NewGuid().ToString("n")[..12]);
        new ChildProcess(docker, "create", "--name", container, Require()).Run().Successful();
        new ChildProcess(docker, "cp", "--quiet", $"{container}:/usr/local/bin/mathesar-setup", folder).Run().Successful();
        new ChildProcess(docker, "rm", container).Run().Successful();
    }

    private static string Build([CallerFilePath] string here = "")
    {
        var docker = StandIns.Require();
        var repository = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        using var folder = new TemporaryDirectory();
        // Apart from the repository's own outputs, which other tests use at the same time.
        new ChildProcess("dotnet", "publish", "src/MathesarSetup.Web", "--configuration", "Release", "--use-current-runtime", "--self-contained",
            "--disable-build-servers",
            "-p:PublishSingleFile=true", "-p:EmbedAssets=true", "-p:PublishReadyToRun=false", "--artifacts-path", folder.At("artifacts"), "--output",
            folder.At("sdk"))
        {
            Directory = repository,
            Timeout = TimeSpan.FromMinutes(8),
        }.Run().Successful();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(here)!, "StandIns", "sdk")))
        {
            File.Copy(file, folder.At($"sdk/{Path.GetFileName(file)}"));
        }

        Build(docker, folder.At("sdk"), Sdk);
        return Build(docker, repository, Name, "--build-arg", $"SDK={Sdk}", "--build-arg", $"BASE={StandIns.Root}");
    }

    private static string Build(string docker, string folder, string name, params string[] options)
    {
        new ChildProcess(docker, ["build", "--quiet", "--tag", name, .. options, folder])
        {
            Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
            Timeout = TimeSpan.FromMinutes(5),
        }.Run().Successful();
        return name;
    }
}
