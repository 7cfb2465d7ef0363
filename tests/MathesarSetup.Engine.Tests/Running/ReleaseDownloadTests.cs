using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Hosts;
using MathesarSetup.Setups;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Running;

/// <summary>The files of a release, fetched from a server that cuts the line.</summary>
public sealed class ReleaseDownloadTests : IDisposable
{
    private const int Cut = 100_000;

    private static readonly HostSet s_set = HostOf();

    private readonly TemporaryDirectory _directory = new();
    private readonly HttpListener _server = new();
    private readonly List<string?> _ranges = [];
    private readonly List<ApplyEvent> _heard = [];
    private readonly string _origin = $"http://127.0.0.1:{FreePort.Take()}/release";
    private byte[] _archive = RandomNumberGenerator.GetBytes(3 * Cut);
    private string _tag = "\"one\"";
    private int _cuts;

    public ReleaseDownloadTests()
    {
        _server.Prefixes.Add($"{_origin}/");
        _server.Start();
        _ = ServeAsync();
    }

    public void Dispose()
    {
        _server.Close();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_was_cut_off_is_gone_on_with()
    {
        _cuts = 1;
        var folder = await FetchAsync();
        Assert.Equal(_archive, await File.ReadAllBytesAsync(Path.Join(folder, "mathesar.tar.gz"), TestContext.Current.CancellationToken));
        Assert.Equal([null, null, $"bytes={Cut}-"], _ranges);
        Assert.Contains(_heard, e => e is { State: StepState.Progress, Fraction: > 0.5 and < 1 });
        await FetchAsync();
        Assert.Equal(3, _ranges.Count);
    }

    [Fact]
    public async Task The_next_run_goes_on_and_a_file_that_became_another_is_fetched_anew()
    {
        _cuts = 4;
        var problem = await Assert.ThrowsAsync<StepFailure>(FetchAsync);
        Assert.Equal(HostFinding.NotFetched, problem.Findings[0].Kind);
        (_archive, _tag) = (RandomNumberGenerator.GetBytes(2 * Cut), "\"two\"");
        Assert.Equal(_archive, await File.ReadAllBytesAsync(Path.Join(await FetchAsync(), "mathesar.tar.gz"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_had_come_whole_and_was_cut_off_then_begins_anew()
    {
        var folder = Directory.CreateDirectory(_directory.At($"files/{StateFolder.Downloads}/{s_set.Release}")).FullName;
        await File.WriteAllBytesAsync(Path.Join(folder, "mathesar.tar.gz.part"), _archive, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Join(folder, "mathesar.tar.gz.tag"), _tag, TestContext.Current.CancellationToken);
        await FetchAsync();
        Assert.Equal(_archive, await File.ReadAllBytesAsync(Path.Join(folder, "mathesar.tar.gz"), TestContext.Current.CancellationToken));
        Assert.Equal([null, $"bytes={_archive.Length}-", null], _ranges);
    }

    [Fact]
    public async Task A_release_that_is_not_there_is_told_at_once()
    {
        var problem = await Assert.ThrowsAsync<StepFailure>(() => FetchAsync(_origin + "/nowhere"));
        Assert.Contains("404", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["install.sh"], _heard.Where(static e => e.State is StepState.Started).Select(static e => e.Step.Split(' ')[1]));
    }

    private Task<string?> FetchAsync() => FetchAsync(_origin);

    private Task<string?> FetchAsync(string origin) =>
        new ReleaseDownload(s_set, new Disk(_directory.At("files")), Narrator.For(null, _heard.Add))
        {
            Origin = origin,
            Pause = TimeSpan.FromMilliseconds(1),
        }.FetchAsync(_directory.At("store"), TestContext.Current.CancellationToken);

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            try
            {
                Answer(await _server.GetContextAsync());
            }
            catch (Exception problem) when (problem is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Answer(HttpListenerContext visit)
    {
        var file = visit.Request.Url!.AbsolutePath switch
        {
            "/release/install.sh" => "#!/bin/bash\n"u8.ToArray(),
            "/release/mathesar.tar.gz" => _archive,
            _ => null,
        };
        visit.Response.StatusCode = file is null ? 404 : 200;
        if (file is not null)
        {
            _ranges.Add(visit.Request.Headers["Range"]);
            var from = visit.Request.Headers["If-Range"] == _tag && _ranges[^1] is { } range
                ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
            if (from >= file.Length)
            {
                visit.Response.StatusCode = 416;
                visit.Response.Close();
                return;
            }

            visit.Response.StatusCode = from > 0 ? 206 : 200;
            visit.Response.Headers["ETag"] = _tag;
            visit.Response.ContentLength64 = file.Length - from;
            var isCut = file == _archive && _cuts-- > 0;
            visit.Response.OutputStream.Write(file.AsSpan(from, isCut ? Math.Min(Cut, file.Length - from - 1) : file.Length - from));
            if (isCut)
            {
                visit.Response.Abort();
                return;
            }
        }

        visit.Response.Close();
    }

    private static HostSet HostOf()
    {
        var setup = Setup.Of(Scenarios.All["recommended"].With("target", "systemd"));
        return setup.Target.Host(setup.Plan)!;
    }
}
