using System.Text.RegularExpressions;

namespace MathesarSetup.Web.Tests.Cli;

/// <summary>The way back from a take-over, as docker compose sees it.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly SetupProgram _setup = new();

    public void Dispose() => _setup.Dispose();

    [Theory]
    [InlineData("--in-place")]
    [InlineData("--rewrite")]
    public void What_was_found_is_version_1_and_comes_back_as_compose_reads_it(string layout)
    {
        foreach (var (path, text) in s_found)
        {
            _setup.Directory.Write($"team/{path}", text);
        }

        var (files, config) = (Files(), Config());
        _setup.Run(layout is "--rewrite" ? ["import", "team", layout, "--force"] : ["import", "team", layout]).Successful();
        _setup.Run("generate", "--dir", "team", "--access-port", "8099", "--force").Successful();
        Assert.NotEqual(files, Files());
        var made = Files();

        var run = _setup.Run("history", "--dir", "team", "--restore", "1").Successful();

        Assert.Equal(files, Files());
        Assert.Equal(config, Config());
        var undo = Regex.Match(run.Output, @"^Take it back with: mathesar-setup history --dir (\S+) --restore (\d+)$", RegexOptions.Multiline);
        Assert.True(undo.Success, run.Output);
        _setup.Run("history", "--dir", undo.Groups[1].Value, "--restore", undo.Groups[2].Value).Successful();
        Assert.Equal(made, Files());
        // Versions of one minute are told apart by what they brought.
        Assert.Matches(layout is "--rewrite" ? @"written .*; gone: .*docker-compose" : @"written .*new: mathesar\.(secrets\.)?yaml",
            _setup.Run("history", "--dir", "team").Successful().Output);
    }

    private static readonly IReadOnlyDictionary<string, string> s_found = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["docker-compose.yml"] = """
            services:
              tables:
                image: mathesar/mathesar:0.9.0
                env_file: conf/tables.env
                environment:
                  SECRET_KEY: ${KEY:?say it}
                volumes: [media:/code/.media]
                labels: {backup: daily}
            volumes: {media: }

            """,
        ["docker-compose.override.yml"] = "services:\n  tables:\n    ports:\n      - \"8010:8000\"  # 8000 is the printer's\n",
        [".env"] = "# wireguard only!\nKEY=0123456789012345678901234567890123\n",
        ["conf/tables.env"] = "POSTGRES_HOST=db.example.org\nPOSTGRES_USER=tables\nPOSTGRES_PASSWORD=hush-hush\nPOSTGRES_DB=tables\n",
        ["backup.sh"] = "#!/bin/sh\npg_dump tables\n",
    };

    private SortedDictionary<string, string> Files() => new(Directory.EnumerateFiles(_setup.Directory.At("team"), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_setup.Directory.At("team"), path))
        .Where(static path => !path.StartsWith(".mathesar-setup/", StringComparison.Ordinal))
        .ToDictionary(static path => path, path => _setup.Directory.Read($"team/{path}"), StringComparer.Ordinal), StringComparer.Ordinal);

    private string Config() => new ChildProcess(RealPart.Compose2(), "config") { Directory = _setup.Directory.At("team") }.Run().Successful().Output;
}
