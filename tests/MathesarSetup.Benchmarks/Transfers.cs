using System.Text.Json;
using Microsoft.Playwright;

namespace MathesarSetup.Benchmarks;

/// <summary>Counts what a page receives, as it comes over the wire.</summary>
internal sealed class Transfers
{
    private readonly Dictionary<string, string> _urls = [];
    private readonly Dictionary<string, double> _bytes = [];

    /// <summary>Bytes by URL, with headers and as compressed as they came.</summary>
    public IReadOnlyDictionary<string, double> Bytes => _bytes;

    /// <summary>Bytes of the messages that came over a WebSocket.</summary>
    public double MessageBytes { get; private set; }

    public static async Task<Transfers> WatchAsync(IPage page)
    {
        var transfers = new Transfers();
        page.WebSocket +=
            (_, socket) => socket.FrameReceived += (_, frame) => transfers.MessageBytes += frame.Binary?.Length ?? frame.Text?.Length ?? 0;
        var devTools = await page.Context.NewCDPSessionAsync(page);
        devTools.Event("Network.requestWillBeSent").OnEvent += (_, e) => transfers.Begin(e!.Value);
        devTools.Event("Network.loadingFinished").OnEvent += (_, e) => transfers.Finish(e!.Value);
        await devTools.SendAsync("Network.enable");
        return transfers;
    }

    private void Begin(JsonElement sent) =>
        _urls[sent.GetProperty("requestId").GetString()!] = sent.GetProperty("request").GetProperty("url").GetString()!;

    private void Finish(JsonElement loaded)
    {
        var url = _urls[loaded.GetProperty("requestId").GetString()!];
        _bytes[url] = _bytes.GetValueOrDefault(url) + loaded.GetProperty("encodedDataLength").GetDouble();
    }
}
