using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary><c>tests/run</c> itself, with stand-ins for the engine, the SDK and the list of packages.</summary>
public sealed partial class TestRunTests : IDisposable
{
    private const string Docker = "#!/bin/sh\n[ -e \"$STATE/up\" ]\n";
    private const string Sdk = "#!/bin/sh\n[ \"$1\" != test ] || echo 'succeeded: 1'\n";

    // Ends by the signal, as the real one does, and by nothing else.
    private const string Engine = """
        #!/bin/bash
        while [ $# -gt 0 ]; do [ "$1" != --pidfile ] || echo $$ > "$2"; shift; done
        echo $$ > "$STATE/engine"
        trap 'rm "$STATE/up"; exit 0' TERM
        touch "$STATE/up"
        while :; do sleep 0.1; done

        """;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_engine_that_it_started_is_ended_with_it()
    {
        var script = File.ReadAllText(Here());
        Program("docker", Docker);
        Program("dockerd", Engine);
        Program("dotnet", Sdk);
        Program("dpkg-query", "#!/bin/sh\necho 'ii '\n");
        Program("sudo", "#!/bin/sh\nshift 2\nexec \"$@\"\n");
        _folder.Write("repository/tests/Some.Tests/Some.Tests.csproj", "<Project />");
        foreach (Match made in Made().Matches(script))
        {
            _folder.Write($"cache/mathesar-setup-tests/{made.Groups[1].Value}", "there");
        }

        foreach (Match unpacked in Unpacked().Matches(script))
        {
            Directory.CreateDirectory(_folder.At($"cache/mathesar-setup-tests/{unpacked.Groups[1].Value}"));
        }

        var ended = new ChildProcess("bash", _folder.Write("repository/tests/run", script))
        {
            Environment = new Dictionary<string, string?>
            {
                ["PATH"] = $"{_folder.At("programs")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["STATE"] = _folder.Path,
                ["XDG_CACHE_HOME"] = _folder.At("cache"),
            },
        }.Run().Successful();
        Assert.EndsWith("1 passed, 0 failed", ended.Output.Trim(), StringComparison.Ordinal);
        var engine = int.Parse(_folder.Read("engine"), CultureInfo.InvariantCulture);
        Assert.False(File.Exists(_folder.At("up")));
        Assert.False(Directory.Exists($"/proc/{engine}"));
    }

    private void Program(string name, string text) => new ChildProcess("chmod", "700", _folder.Write($"programs/{name}", text)).Run().Successful();

    private static string Here([CallerFilePath] string here = "") => Path.GetFullPath("../../run", Path.GetDirectoryName(here)!);

    [GeneratedRegex(@"^make_root (\S+\.tar)", RegexOptions.Multiline)]
    private static partial Regex Made();

    [GeneratedRegex(@"^unpack_trixie (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Unpacked();
}
