using System.Text.RegularExpressions;
using CsCheck;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Setups;
using MathesarSetup.Targets.Docker;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>Run lines of every day: what they say is an answer, and each word that is none is told.</summary>
public sealed partial class RunLineTests
{
    private const string Key = "zz-not-a-real-key-5571239081723098172398172398172398";

    private const string Rest = $"-e SECRET_KEY={Key} -p 8000:8000 mathesar/mathesar:0.11.0";

    [Theory]
    [InlineData("docker run -d --name tables " + Rest)]
    [InlineData("docker run -d --name tables --pids-limit 100 " + Rest, "--pids-limit 100")]
    [InlineData("docker run -d --name tables --expose 8000 " + Rest, "--expose 8000")]
    [InlineData("docker run -d --name tables --cap-drop ALL " + Rest, "--cap-drop ALL")]
    [InlineData("docker run -d --name tables --userns keep-id " + Rest, "--userns keep-id")]
    [InlineData("docker run -d --name tables --secret dbpw " + Rest, "--secret dbpw")]
    [InlineData("docker run -d --name tables --tz local --pod=tables " + Rest, "--tz local", "--pod=tables")]
    [InlineData("docker run -d --name tables --rm --init --privileged " + Rest, "--rm", "--init", "--privileged")]
    [InlineData("docker run -dp 8000:8000 --name tables -e SECRET_KEY=" + Key + " mathesar/mathesar:0.11.0")]
    [InlineData("docker run -itd --name tables " + Rest, "-i", "-t")]
    [InlineData("docker run -dp8000:8000 --name=tables -eSECRET_KEY=" + Key + " mathesar/mathesar:0.11.0")]
    [InlineData("docker run -d --name tables --restart unless-stopped -h tables.lan " + Rest, "-h tables.lan")]
    [InlineData("docker run -d --name tables --restart=always " + Rest, "--restart=always")]
    [InlineData("docker run -d --name tables --publish 9187:9187/udp --net br0 " + Rest, "--publish 9187:9187/udp", "--net br0")]
    [InlineData("docker run -d --name tables --env TZ=Europe/Lisbon --label a=b " + Rest, "--env TZ=Europe/Lisbon", "--label a=b")]
    [InlineData("docker run -d --name tables --made-up value " + Rest, "--made-up value")]
    [InlineData("docker run -d --name tables --made-up " + Rest, "--made-up")]
    [InlineData("docker run -d --name tables -e SECRET_KEY=" + Key + " -p 8000:8000 --made-up mathesar/mathesar:0.11.0", "--made-up")]
    [InlineData("docker run -d --name tables " + Rest + " bash ./bin/mathesar run 'a b'", "bash ./bin/mathesar run 'a b'")]
    [InlineData("sudo docker run -d --name tables " + Rest)]
    [InlineData("$ docker run -d --name tables " + Rest)]
    [InlineData("# docker run -d --name tables " + Rest)]
    [InlineData("root@nas:~# docker run -d --name tables " + Rest)]
    [InlineData("PS C:\\Users\\ann> docker run -d --name tables " + Rest)]
    [InlineData("C:\\Users\\ann>docker.exe run -d --name tables " + Rest)]
    [InlineData("DOCKER_HOST=ssh://nas docker run -d --name tables " + Rest, "DOCKER_HOST=ssh://nas")]
    [InlineData("docker pull mathesar/mathesar:0.11.0 && docker run -d --name tables " + Rest)]
    [InlineData("docker rm -f tables; docker run -d --name tables " + Rest)]
    [InlineData("exec docker run -d --name tables " + Rest)]
    [InlineData("docker --context nas run -d --name tables " + Rest, "--context", "nas")]
    [InlineData("docker container run -d --name tables " + Rest)]
    [InlineData("/usr/bin/podman run -d --name tables --replace " + Rest)]
    [InlineData("docker create --name tables " + Rest)]
    [InlineData("docker run -d --name tables " + Rest + " >/dev/null 2>&1 &")]
    [InlineData("docker run \\\n  -d \\ \n  --name tables \\\r\n  " + Rest)]
    [InlineData("docker run `\n  -d `\n  --name tables `\n  " + Rest)]
    [InlineData("docker run ^\n  -d ^\n  --name tables ^\n  " + Rest)]
    [InlineData("docker run\n  -d\n  --name='tables'\n  -e 'SECRET_KEY'='" + Key + "'\n  -p '8000:8000/tcp'\n"
        + "  'mathesar/mathesar:0.11.0' \n\nThe command finished.", "The command finished.")]
    [InlineData("# docker run -d --name old " + Rest + "\ndocker run -d --name tables " + Rest)]
    [InlineData("docker run --name tables -p 9000:8000 mathesar/mathesar:0.10.0\ndocker run -d --name tables " + Rest)]
    [InlineData("docker run -p 9000:8000 mathesar/mathesar:0.10.0\ndocker run -d " + Rest)]
    [InlineData("#!/bin/sh\nset -e\nNAME=tables\nKEY='" + Key + "'\ndocker run -d --name \"$NAME\" -e SECRET_KEY=\"${KEY}\" "
        + "-p 8000:8000 mathesar/mathesar:0.11.0 \"$@\"")]
    [InlineData("echo docker run\ndocker run -d --name tables " + Rest, "echo docker run")]
    [InlineData("$Key = '" + Key + "'\ndocker run -d `\n --name tables -e \"SECRET_KEY=$Key\" "
        + "-p 8000:8000 mathesar/mathesar:0.11.0")]
    public void A_line_is_read_and_each_word_that_is_no_answer_is_told(string text, params string[] unread)
    {
        var reading = Read(text);
        Assert.Equal($"0.11.0 8000 {Key}",
            $"{Answer(reading, "mathesar.version")} {Answer(reading, "access.port")} {Answer(reading, "secrets.key")}");
        Assert.Equal(unread, reading.Unread.Select(static u => u.Text));
        Assert.False(reading.IsForbidden);
    }

    [Fact]
    public void A_flag_that_nobody_knows_is_a_finding() =>
        Assert.Contains("--made-up", Assert.Single(Read($"docker run --made-up value {Rest}").Findings,
            static f => f.Kind == ImportFinding.FlagUnknown).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("olive $ grove", "-e POSTGRES_PASSWORD='olive $ grove'")]
    [InlineData("$PW", "-e POSTGRES_PASSWORD='$PW'")]
    [InlineData("$PW", "-e 'POSTGRES_PASSWORD=$PW'")]
    [InlineData("$PW", "-e \"POSTGRES_PASSWORD=\\$PW\"")]
    [InlineData("`id` \"x\"", "-e \"POSTGRES_PASSWORD=\\`id\\` \\\"x\\\"\"")]
    [InlineData("a b", "-e POSTGRES_PASSWORD=a\\ b")]
    [InlineData("it's", "-e POSTGRES_PASSWORD='it'\\''s'")]
    [InlineData("a#b", "-e POSTGRES_PASSWORD=a#b")]
    [InlineData("a=b=c", "--env POSTGRES_PASSWORD=a=b=c")]
    [InlineData("two", "-e POSTGRES_PASSWORD=one -e POSTGRES_PASSWORD=two")]
    public void A_password_is_what_the_shell_hands_over(string password, string flags) =>
        Assert.Equal(password, Answer(Read($"docker run -e POSTGRES_HOST=db.example.com {flags} {Rest}"), "database.password"));

    [Theory]
    [InlineData("-e POSTGRES_PASSWORD=$PW")]
    [InlineData("-e POSTGRES_PASSWORD=\"$PW\"")]
    [InlineData("-e \"POSTGRES_PASSWORD=${PW:-x}\"")]
    [InlineData("-e POSTGRES_PASSWORD=$(cat pw)")]
    [InlineData("-e POSTGRES_PASSWORD=`cat pw`")]
    [InlineData("-e POSTGRES_PASSWORD=a$PW")]
    [InlineData("-e POSTGRES_PASSWORD=<password>")]
    [InlineData("-e POSTGRES_PASSWORD")]
    [InlineData("--env-file /run/secrets/tables.env")]
    public void A_password_that_the_shell_fills_in_is_asked_for(string flags)
    {
        var reading = Read($"docker run -e POSTGRES_HOST=db.example.com -e POSTGRES_DB=t -e POSTGRES_USER=t {flags} {Rest}");
        Assert.Equal(["database.password"], reading.Unknown);
        Assert.True(reading.IsForbidden);
        Assert.Null(Answer(reading, "database.password"));
    }

    [Fact]
    public void What_Unraid_shows_is_read()
    {
        const string Line = "docker run -d --name='tables' --net='br0' --ip='192.168.7.50' --pids-limit 2048 -e TZ=\"Europe/Lisbon\" "
            + "-e HOST_OS=\"Unraid\" "
            + $"-e 'SECRET_KEY'='{Key}' -e 'ALLOWED_HOSTS'='tables.tower.example' -e 'POSTGRES_HOST'='192.168.7.20' "
            + "-e 'POSTGRES_PASSWORD'='olive $ grove' "
            + "-l net.unraid.docker.managed=dockerman -l net.unraid.docker.webui='http://[IP]:[PORT:8000]' -p '8044:8000/tcp' "
            + "-v '/mnt/user/appdata/tables/media':'/code/.media':'rw' --memory=1g 'mathesar/mathesar:0.10.1' ";
        var (one, several) = (Read(Line), Read(Line.Replace(" -", "\n  -", StringComparison.Ordinal)));
        Assert.Equal(one.Draft.Texts, several.Draft.Texts);
        Assert.Equal("olive $ grove 8044 1g /mnt/user/appdata/tables/media", $"{Answer(one, "database.password")} {Answer(one, "access.port")} "
            + $"{Answer(one, "limits.memory")} {Answer(one, "kept.media-data")}");
        Assert.Equal(["--net='br0'", "--ip='192.168.7.50'", "--pids-limit 2048", "-e TZ=\"Europe/Lisbon\"", "-e HOST_OS=\"Unraid\"",
            "-l net.unraid.docker.managed=dockerman", "-l net.unraid.docker.webui='http://[IP]:[PORT:8000]'"],
            one.Unread.Select(static u => u.Text));
    }

    [Fact]
    public void Mounts_keep_their_places_and_their_options_are_told()
    {
        var reading = Read("docker run --mount type=volume,source=m,target=/code/.media --mount type=bind,src=/srv/s,dst=/code/.secrets,readonly "
            + $"-v /srv/extra:/extra:Z,ro --tmpfs /tmp {Rest}");
        Assert.Equal("external:m /srv/s", $"{Answer(reading, "kept.media-data")} {Answer(reading, "kept.secrets-data")}");
        Assert.Contains("--mount type=bind,src=/srv/s,dst=/code/.secrets,readonly", reading.Unread.Select(static u => u.Text));
        Assert.Contains("-v /srv/extra:/extra:Z,ro", reading.Unread.Select(static u => u.Text));
        Assert.Contains("--tmpfs /tmp", reading.Unread.Select(static u => u.Text));
    }

    [Fact]
    public void A_database_beside_is_read_whatever_stands_first()
    {
        var reading = Read("docker network create t\ndocker run -d --name pg --network t --shm-size 256m -e POSTGRES_PASSWORD=x "
            + "-e PGDATA=/var/lib/postgresql/data/sub "
            + $"-v pg:/var/lib/postgresql/data postgres:17 -c shared_buffers=1GB\n"
            + $"docker run -d --name tables --network t -e POSTGRES_HOST=pg {Rest}");
        Assert.Equal("bundled external:pg x",
            $"{Answer(reading, "database.mode")} {Answer(reading, "kept.database-data")} {Answer(reading, "database.password")}");
        Assert.Equal(["--network t", "--shm-size 256m", "-e PGDATA=/var/lib/postgresql/data/sub", "-c shared_buffers=1GB", "--network t"],
            reading.Unread.Select(static u => u.Text));
    }

    [Fact]
    public void What_the_unit_of_NixOS_calls_asks_for_what_its_file_holds()
    {
        var reading = Read("""
            #!/bin/sh
            set -e
            exec podman run \
              --name=tables \
              --log-driver=journald \
              --cidfile=/run/tables/ctr-id \
              --cgroups=enabled \
              --sdnotify=conmon \
              -d --rm --replace \
              -e ALLOWED_HOSTS=tables.nix.example -e DJANGO_SETTINGS_MODULE=config.settings.production \
              -e POSTGRES_DB=tables -e POSTGRES_HOST=/var/run/postgresql -e POSTGRES_USER=tables \
              --env-file /run/secrets/tables.env \
              -p 127.0.0.1:8280:8000 \
              -v msar_media:/code/.media -v /var/run/postgresql:/var/run/postgresql \
              docker.io/mathesar/mathesar:0.8.0 "$@"
            """);
        Assert.Equal("existing /var/run/postgresql 8280 external:msar_media",
            $"{Answer(reading, "database.mode")} {Answer(reading, "database.host")} "
            + $"{Answer(reading, "access.port")} {Answer(reading, "kept.media-data")}");
        Assert.Equal(["database.password", "secrets.key"], reading.Unknown.Order());
    }

    [Fact]
    public void A_file_of_variables_beside_is_read_as_the_engine_reads_it()
    {
        var reading = Importer.Read(new ImportRequest(
            [
                new FoundFile("run.txt", $"docker run --env-file ./a.env --env-file b.env -e POSTGRES_HOST=h {Rest}"),
                new FoundFile("a.env", "\uFEFF  POSTGRES_PASSWORD=one\nPOSTGRES_USER=u\nTZ\nA B=c\n#x=1\n"),
                new FoundFile("b.env", "POSTGRES_PASSWORD='$PW'\r\n"),
            ], "any"));
        Assert.Equal("'$PW' u", $"{Answer(reading, "database.password")} {Answer(reading, "database.user")}");
        Assert.Equal(["TZ", "A B=c"], reading.Unread.Where(static u => u.File == "a.env").Select(static u => u.Text));
    }

    [Theory]
    [InlineData("docker")]
    [InlineData("podman")]
    public void Every_flag_of_the_engine_is_known_with_its_arity(string engine)
    {
        var help = new ChildProcess(RealPart.Require(engine), "run", "--help").Run().Successful().Output.Split('\n')
            .Select(static line => FlagOfHelp().Match(line)).Where(static match => match.Success).ToArray();
        Assert.True(help.Length > 80, $"{engine} run --help lists {help.Length} flags.");
        Assert.All(help, static flag =>
        {
            var (name, letter) = (flag.Groups["name"].Value, flag.Groups["letter"].Value);
            Assert.Equal(flag.Groups["type"].Length == 0, RunFlags.StandsAlone(name));
            Assert.Equal(letter.Length == 0 ? null : name, letter.Length == 0 ? null : RunFlags.Long(letter[0]));
        });
    }

    private static readonly string[] s_pieces =
    [
        "a", "b", " ", "  ", "=", "\\", "\\\\", "'", "'c d'", "''", "\"", "\"e f\"", "\\\"", "\\'", "\\ ", "#", " #x", "\\\n",
        "$", "$\\\n", "\\\n$ ", "\\$", "*", "~", "é", ":", ",", "'$A'", "\"\\$A\"", "\"\\`\"", "\"\\a\"", "/", "{", "}", "{a,b}", "{,", "..",
    ];

    private static readonly Gen<string> s_pasted =
        Gen.Int[0, s_pieces.Length - 1].Select(static i => s_pieces[i]).Array[1, 8].Select(static pieces => string.Concat(pieces));

    [Fact]
    public void Words_are_cut_as_bash_cuts_them() => s_pasted.Array[60].Sample(static texts =>
    {
        foreach (var text in texts)
        {
            // Set -f keeps the shell from looking for files; what it cannot read is no line.
            var home = new Dictionary<string, string?> { ["HOME"] = "~" };
            var outcome = new ChildProcess("bash", "-fc", $"printf '%s\\0' . {text}") { Environment = home }.Run();
            // A line that goes on behind a backslash is a POSIX shell's, whatever looks like a drive of Windows in it.
            var words = CommandReader.Read($". \\\n{text}", rootPrompt: false)[0].Words;
            if (outcome.ExitCode == 0 && words.All(static w => !w.IsFilledIn))
            {
                var (meant, read) = (outcome.Output.Split('\0')[..^1], words.Select(static w => w.Text).ToArray());
                Assert.True(meant.SequenceEqual(read), $"{text}\nis\n{string.Join('\n', meant)}\nand was read as\n{string.Join('\n', read)}");
            }
        }
    }, iter: 12, threads: 1);

    [GeneratedRegex(@"^ +(?:-(?<letter>[a-zA-Z]), )?--(?<name>[a-z0-9-]+)(?: (?<type>[^ ]\S*))?(?: {2,}|$)")]
    private static partial Regex FlagOfHelp();

    private static ImportReading Read(string text) => Importer.Read(new ImportRequest([new FoundFile("run.txt", text)], "any"));

    private static string? Answer(ImportReading reading, string key) => reading.Draft.Texts.GetValueOrDefault(key);
}
