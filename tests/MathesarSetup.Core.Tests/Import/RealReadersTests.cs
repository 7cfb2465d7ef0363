using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using MathesarSetup.Documents;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Targets.Podman;
using MathesarSetup.Targets.Systemd;
using MathesarSetup.Testing;

namespace MathesarSetup.Import;

/// <summary>What is read of units and env files is what Podman 5.4's Quadlet, systemd 252 and the launcher's lines make of them.</summary>
public sealed class RealReadersTests
{
    // The rules of Mathesar's launcher, in words of our own.
    private const string Launcher = """
        while IFS= read -r line || [ -n "$line" ]; do
          entry=$(printf '%s\n' "$line" | xargs) || continue
          case $entry in "" | "#"*) continue ;; esac
          name=${entry%%=*}
          case $name in "$entry" | *[!A-Z0-9_]* | "") continue ;; esac
          export "$name=${entry#*=}"
        done <"$0"
        exec env -0
        """;

    private static readonly string[] s_pieces =
        ["a", "Z", "7", "=", "#", ";", "$", "${X}", "`", "!", "*", "~", "'", "\"", "'a b'", "\"c  d\"",
            "\\", "\\\\", "\\\"", "\\'", " ", "  ", "\t", ",", ":", "é"];

    private static readonly Gen<string> s_text = Gen.Int[0, s_pieces.Length - 1].Array[0, 8]
        .Select(all => string.Concat(all.Select(i => s_pieces[i])));

    // What a unit may hold: words in every kind of quotation marks, with escapes that systemd knows.
    private static readonly Gen<string> s_word = Gen.Int[0, 17].Array[0, 6].Select(all => string.Concat(all.Select(static i =>
        new[] { "a", "B", "=", "%%", "%N", "$$", "\\t", "\\x41", "\\\\", "\\s", ",", ":", "é", "\\u00e9", "-", "/", "#", ";" }[i])));

    [Fact]
    public void The_launchers_lines() => s_text.Array[200].Sample(values =>
    {
        var text = File(values);
        using var directory = new TemporaryDirectory();
        var real = Environ.Parse(new ChildProcess(RealPart.Require("bash"), "-c", Launcher, directory.Write(".env", text)).Run().OutputBytes);
        var read = LauncherEnvFile.Read(text).Where(v => v.Name.Length > 0).ToDictionary(v => v.Name, v => v.Value);
        AssertSame(values, real, read);
    }, iter: 2, threads: 1);

    [Fact]
    public void Systemds_files_and_units_with_their_drop_ins()
    {
        using var machine = new HostMachine();
        Gen.Select(s_text.Array[150], Words(150)).Sample((values, words) =>
        {
            var unit = $"[Service]\nType=oneshot\nEnvironmentFile=/etc/values.env\nExecStart=/bin/sh -c 'cat /proc/$$$$/environ > /out'\n{words[0]}";
            var more = $"[Service]\n{words[1]}Environment=OVER=drop-in\n";
            machine.Write("/etc/values.env", File(values));
            machine.Write("/run/systemd/system/values.service", unit);
            machine.Write("/run/systemd/system/values.service.d/10-more.conf", more);
            machine.AsRoot("systemctl", "daemon-reload").Successful();
            machine.AsRoot("systemctl", "start", "values.service").Successful();
            var real = Environ.Parse(machine.AsRoot("cat", "/out").Successful().OutputBytes);
            ImmutableArray<FoundFile> files =
                [new("values.service", unit), new("values.service.d/10-more.conf", more), new("values.env", File(values))];
            var read = HostVariables.Of(files, HostUnit.Of(files).Single(), "values").Variables.ToDictionary(v => v.Key, v => v.Value.Value);
            AssertSame(values, real, read);
            AssertSame(words, real, read, "W");
            Assert.Equal("drop-in", read["OVER"]);
        }, iter: 2, threads: 1);
    }

    [Fact]
    public void Quadlets_units_with_their_drop_ins() => Words(300).Sample(words =>
    {
        using var directory = new TemporaryDirectory();
        var unit = $"[Container]\nImage=docker.io/mathesar/mathesar:0.12.0\nPublishPort=1:1\nPublishPort=\nPublishPort=8001:8000\n{words[0]}";
        var more = $"[Container]\n{words[1]}Environment=OVER=drop-in\nVolume=%h/media:/code/.media\n";
        directory.Write("values.container", unit);
        Directory.CreateDirectory(Path.Join(directory.Path, "values.container.d"));
        directory.Write("values.container.d/10-more.conf", more);
        var run = new ChildProcess(RealPart.Quadlet(), ["-user", "-dryrun"])
        {
            Environment = new Dictionary<string, string?> { ["QUADLET_UNIT_DIRS"] = directory.Path },
        }.Run().Successful();
        var start = UnitText.Words(run.Output.Split('\n').Single(l => l.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..])
            .Select(w => UnitSpecifiers.Resolve(w, "values.service", isCommand: true)).ToArray();
        var real = start.Index().Where(w => w.Index > 0 && start[w.Index - 1] == "--env").Select(w => w.Item.Split('=', 2))
            .ToDictionary(p => p[0], p => p[1]);
        ImmutableArray<FoundFile> files = [new("values.container", unit), new("values.container.d/10-more.conf", more)];
        var service = Assert.Single(QuadletReader.Read(files).Found.Services);
        var read = service.Variables.ToDictionary(v => v.Key, v => v.Value.Value);
        AssertSame(words, real, read, "W");
        Assert.Equal("drop-in", read["OVER"]);
        Assert.Equal(start.Index().Where(w => w.Index > 0 && start[w.Index - 1] == "--publish").Select(w => w.Item),
            service.Ports.Select(p => $"{p.Machine}:{p.Inside}"));
        Assert.Contains("~/media:/code/.media", start);
        Assert.Equal("~/media", Assert.Single(service.Mounts).Source);
    }, iter: 3, threads: 1);

    // Words of one line each, of two halves of a unit: plain, and in quotation marks of both kinds.
    private static Gen<string[]> Words(int count) => Gen.Select(s_word, Gen.Int[0, 3]).Array[count].Select(words => words
        .Select((w, i) => (Text: $"W{i.ToString(CultureInfo.InvariantCulture)}={w.Item1}", Form: w.Item2, Half: i % 2))
        .GroupBy(w => w.Half).OrderBy(g => g.Key).Select(g => string.Concat(g.Select(w => w.Form switch
        {
            0 => $"Environment={w.Text}.\n",
            1 => $"Environment=\"{w.Text} x\"\n",
            2 => $"Environment='{w.Text}' \\\n  # between\n  \"X{w.Text}\"\n",
            _ => $"Environment = A=1 {w.Text}   B=2  \n",
        }))).ToArray());

    private static string File(string[] values) => string.Concat(values.Select((v, i) => $"V{i.ToString(CultureInfo.InvariantCulture)}={v}\n"));

    private static void AssertSame(string[] texts, Dictionary<string, string> real, Dictionary<string, string> read, string prefix = "V")
    {
        Assert.NotEmpty(texts);
        foreach (var name in real.Keys.Union(read.Keys).Where(n => n.StartsWith(prefix, StringComparison.Ordinal) && n[1..].All(char.IsAsciiDigit)))
        {
            Assert.True(real.GetValueOrDefault(name) == read.GetValueOrDefault(name),
                $"{name}: {real.GetValueOrDefault(name) ?? "nothing"} was read as {read.GetValueOrDefault(name) ?? "nothing"}\n"
                    + $"{string.Join('\n', texts)}");
        }
    }
}
