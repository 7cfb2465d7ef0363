using System.Net.Sockets;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

/// <summary>What is no file in a file's place is refused by name before it is opened: a pipe would be waited for, for ever.</summary>
public sealed class SpecialFileTests : IDisposable
{
    private const string Compose = "services:\n  tables:\n    image: mathesar/mathesar:0.9.0\n    env_file: web.env\n    environment:\n"
        + "      SECRET_KEY: k123456789012345678901234567890123\n";

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AnswersFile.Name)]
    [InlineData(AnswersFile.SecretsName)]
    [InlineData("answers.yaml")]
    public void A_file_of_answers(string name)
    {
        Pipe(name);
        AssertRefused(name, SourceFile.Read(_folder.At(name), isSecretHalf: name == AnswersFile.SecretsName).Reading.Findings);
        var sources = new DraftSources { Directory = _folder.Path, Config = name == "answers.yaml" ? _folder.At(name) : null };
        AssertRefused(name, sources.Read().Findings);
    }

    [Fact]
    public void A_file_with_one_secret()
    {
        Pipe("key");
        AssertRefused("key", [SourceFile.ReadSecret(_folder.At("key"), TextReader.Null).Problem!]);
    }

    [Theory]
    [InlineData(".env")]
    [InlineData("compose.yaml")]
    [InlineData(".mathesar-setup/history.json")]
    public void A_generated_file(string name)
    {
        Directory.CreateDirectory(_folder.At(".mathesar-setup"));
        Pipe(name);
        AssertRefused(name, [Assert.Throws<FindingException>(() => DiskFile.Read(_folder.Path, name)).Finding]);
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData(".env")]
    [InlineData("web.env")]
    [InlineData("mathesar.yaml")]
    public async Task A_file_of_an_installation_that_is_read(string name)
    {
        _folder.Write("compose.yaml", Compose);
        File.Delete(_folder.At(name));
        Pipe(name);
        AssertRefused(name, (await ReadAsync("")).Reading.Findings);
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("old.tar.gz")]
    [InlineData("old.zip")]
    public async Task A_file_that_somebody_names(string name)
    {
        Pipe(name);
        AssertRefused(name, (await ReadAsync(name)).Reading.Findings);
    }

    [Fact]
    public async Task A_socket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("compose.yaml")));
        AssertRefused("compose.yaml", (await ReadAsync("compose.yaml")).Reading.Findings);
    }

    [Fact]
    public void What_a_shell_hands_over_as_an_open_pipe_is_read()
    {
        var shell = new ChildProcess(RealPart.Require("bash"), "-c", "test -p \"$0\" && echo \"$0\"", "/dev/stdin") { Input = "x"u8.ToArray() };
        Assert.Equal("/dev/stdin", shell.Run().Output.Trim());
        Assert.NotEqual(FilesFinding.Special, SourceFile.ReadSecret("/dev/stdin", TextReader.Null).Problem?.Kind);
    }

    [Theory]
    [InlineData("env/bin")]
    [InlineData("Caddyfile")]
    [InlineData(".secrets/secret_key.txt")]
    public async Task A_directory_under_a_name_that_is_only_tried_is_nothing(string name)
    {
        _folder.Write("compose.yaml", Compose.Replace("    env_file: web.env\n", "", StringComparison.Ordinal));
        Directory.CreateDirectory(_folder.At(name));
        Assert.DoesNotContain((await ReadAsync("")).Reading.Findings, static f => f.Severity is Severity.Error);
    }

    private void Pipe(string name) => new ChildProcess(RealPart.Require("mkfifo"), _folder.At(name)).Run().Successful();

    private Task<ImportedInstallation> ReadAsync(string place) =>
        InstallationImport.FromPlaceAsync(_folder.At(place), [], null, cancellation: TestContext.Current.CancellationToken);

    private static void AssertRefused(string name, IEnumerable<Finding> findings)
    {
        var finding = Assert.Single(findings, static f => f.Kind == FilesFinding.Special);
        Assert.Contains(name, finding.Message, StringComparison.Ordinal);
    }
}
