using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>
/// Fetches the files of a release into the memory of the install directory, from where the script takes them and compares them with the checksums
/// that it noted. What was cut off is gone on with, now or by the next run.
/// </summary>
/// <param name="disk">The install directory.</param>
internal sealed class ReleaseDownload(HostSet set, Disk disk, Narrator narrator)
{
    /// <summary>What tells the script another place than the official one.</summary>
    public const string Variable = "MATHESAR_DOWNLOADS";

    private const int Tries = 4;

    private static readonly string[] s_files = ["install.sh", "mathesar.tar.gz"];
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(60);

    private readonly string _folder = $"{StateFolder.Downloads}/{set.Release}";

    /// <summary>How long to wait before the first repetition; each further one waits twice as long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the files come from: the official place, or one that somebody named.</summary>
    public string Origin { get; init; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : set.Downloads;

    // Without curl, Mathesar's own installer fetches the archive by itself, and nothing else.
    private bool IsScripts => !Origin.Contains("://", StringComparison.Ordinal) || ProgramPath.Find("curl") is null;

    /// <summary>Where the script shall take them from; null for the place that it knows itself.</summary>
    /// <param name="store">Where the script keeps what it has.</param>
    public async Task<string?> FetchAsync(string store, CancellationToken cancellation)
    {
        if (IsScripts || s_files.All(file => File.Exists(Path.Join(store, file))))
        {
            return null;
        }

        disk.MakeRoot();
        disk.MakeDirectory(StateFolder.Name, Disk.PrivateDirectory);
        disk.MakeDirectory(StateFolder.Downloads, Disk.PrivateDirectory);
        disk.MakeDirectory(_folder, Disk.PrivateDirectory);
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = s_silence }) { Timeout = Timeout.InfiniteTimeSpan };
        foreach (var file in s_files.Where(file => !disk.Exists($"{_folder}/{file}")))
        {
            await FetchAsync(client, file, cancellation);
        }

        return disk.Full(_folder);
    }

    /// <summary>Forgets what was fetched: the script keeps its own.</summary>
    public static void Forget(Disk disk)
    {
        if (Directory.Exists(disk.Full(StateFolder.Downloads)))
        {
            Directory.Delete(disk.Full(StateFolder.Downloads), recursive: true);
        }
    }

    private async Task FetchAsync(HttpClient client, string file, CancellationToken cancellation)
    {
        var (url, step) = (new Uri($"{Origin}/{file}"), $"{StepNames.Pull} {file}");
        narrator.Started(step, $"Fetching {file} of Mathesar {set.Release}.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await GoOnAsync(client, url, file, step, cancellation);
                break;
            }
            catch (Exception problem) when (IsNetworks(problem, cancellation))
            {
                if (attempt == Tries || problem is HttpRequestException { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.Forbidden })
                {
                    throw new StepFailure(HostFinding.NotFetched.Say($"{url} could not be fetched: "
                        + $"{problem.GetBaseException().Message.TrimEnd('.')}. "
                        + $"What has come stays, and the next run goes on with it. {Variable} names another place for both files."));
                }

                narrator.Progress(step, $"{problem.GetBaseException().Message.TrimEnd('.')}. Trying again.");
                await Task.Delay(Pause * (1 << (attempt - 1)), cancellation);
            }
        }

        disk.Rename(Part(file), $"{_folder}/{file}");
        disk.Sync(_folder);
        narrator.Done(step, $"{file} is here.");
    }

    // A part counts only while the server has the same file: by what it calls it.
    private async Task GoOnAsync(HttpClient client, Uri url, string file, string step, CancellationToken cancellation)
    {
        var (part, note) = (disk.Full(Part(file)), disk.Full($"{_folder}/{file}.tag"));
        var has = File.Exists(part) && File.Exists(note) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (has > 0)
        {
            request.Headers.Range = new RangeHeaderValue(has, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(await File.ReadAllTextAsync(note, cancellation)));
        }

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(s_silence);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
        if (answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // As much has come as there is, or more: nothing says what of it is right, so it begins anew.
            File.Delete(part);
            File.Delete(note);
        }

        answer.EnsureSuccessStatusCode();
        var begins = answer.StatusCode is HttpStatusCode.PartialContent ? has : 0;
        File.Delete(note);
        if (answer.Headers.ETag is { IsWeak: false } tag)
        {
            await File.WriteAllTextAsync(note, tag.Tag, cancellation);
        }

        var whole = begins + answer.Content.Headers.ContentLength;
        await using var to = new FileStream(part, begins > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await CopyAsync(await answer.Content.ReadAsStreamAsync(silence.Token), to, whole, step, silence);
        if (whole is { } length && to.Length != length)
        {
            throw new IOException($"only {to.Length} of {length} bytes came");
        }
    }

    private async Task CopyAsync(Stream from, FileStream to, long? whole, string step, CancellationTokenSource silence)
    {
        var (block, told) = (new byte[1 << 16], 0L);
        for (int read; (read = await from.ReadAsync(block, silence.Token)) > 0;)
        {
            silence.CancelAfter(s_silence);
            await to.WriteAsync(block.AsMemory(0, read), silence.Token);
            if (whole is { } length && (to.Length - told) * 100 > length)
            {
                told = to.Length;
                narrator.Progress(step, string.Create(CultureInfo.InvariantCulture, $"{to.Length / 1e6:0.0} of {length / 1e6:0.0} MB have come."),
                    (double)told / length);
            }
        }

        to.Flush(flushToDisk: true);
    }

    private string Part(string file) => $"{_folder}/{file}.part";

    // The disk's own problems have the system's numbers.
    private static bool IsNetworks(Exception problem, CancellationToken cancellation) => !cancellation.IsCancellationRequested
        && (problem is HttpRequestException or OperationCanceledException || problem is IOException { HResult: < 0 });
}
