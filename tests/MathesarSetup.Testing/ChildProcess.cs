using System.Diagnostics;
using System.Text;

namespace MathesarSetup.Testing;

/// <summary>Runs another program to its end, within a time limit.</summary>
public sealed record ChildProcess(string File, params string[] Arguments)
{
    /// <summary>What the program reads; nothing at all unless said otherwise.</summary>
    public byte[] Input { get; init; } = [];

    public string? Directory { get; init; }

    /// <summary>Variables on top of the inherited ones; null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Ample, since tests share few cores: it is there to end what hangs.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <exception cref="TimeoutException">It did not end in time and was killed with its children.</exception>
    public Outcome Run()
    {
        using var process = Process.Start(StartInfo())!;
        var output = ReadAsync(process.StandardOutput.BaseStream);
        var errors = ReadAsync(process.StandardError.BaseStream);
        var input = WriteAsync(process, Input);
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{File} did not end within {Timeout.TotalSeconds} s.");
        }

        // A daemon that the program left behind may keep the pipes open.
        if (!Task.WaitAll([output, errors, input], TimeSpan.FromSeconds(5)))
        {
            throw new TimeoutException($"{File} ended, but something that it started still holds its output.");
        }

        return new Outcome($"{File} {string.Join(' ', Arguments)}", process.ExitCode, output.Result, Encoding.UTF8.GetString(errors.Result));
    }

    /// <summary>Starts it for a caller who ends it; what it says is not read.</summary>
    public Process Start() => Process.Start(StartInfo())!;

    private ProcessStartInfo StartInfo()
    {
        var info = new ProcessStartInfo(File, Arguments)
        {
            WorkingDirectory = Directory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    private static async Task WriteAsync(Process process, byte[] input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of it, which is its right.
        }
    }
}
