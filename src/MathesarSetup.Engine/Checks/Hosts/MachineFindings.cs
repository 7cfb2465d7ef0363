using System.Globalization;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>What a machine lacks for a Mathesar without containers.</summary>
internal static class MachineFindings
{
    private const long LeastDisk = 5_000_000_000;
    private static readonly Version s_python = new(3, 10);
    private static readonly string s_key = RunSettings.Target.Key;

    public static IEnumerable<Finding> Of(HostFacts facts, Release release)
    {
        if (!facts.HasSystemd)
        {
            yield return Finding.Error("host.no-systemd", "systemd does not run on this machine, so nothing would start Mathesar. Choose another way to run it.", s_key);
        }

        if (!facts.HasCairo && release.NeedsCairo)
        {
            yield return Finding.Error("host.no-cairo", "The library cairo is missing, without which Mathesar does not start (mathesar-foundation/mathesar#4923). Install libcairo2 on Debian and Ubuntu, cairo on Fedora and Arch.", s_key);
        }

        if (!facts.HasDownloader)
        {
            yield return Finding.Error("host.no-downloader", "Neither curl nor wget is here, and one of them has to fetch Mathesar. Install curl.", s_key);
        }

        if (facts.Python is null || facts.Python < s_python)
        {
            yield return Finding.Note("host.old-python", $"{(facts.Python is null ? "There is no python3 here" : $"python3 is {facts.Python} here")}, and Mathesar needs 3.10 or newer. Its installer fetches one of its own, about 30 MB.", s_key);
        }

        if (facts.FreeBytes < LeastDisk)
        {
            yield return Finding.Warning("host.little-disk", string.Create(CultureInfo.InvariantCulture, $"The disk of this machine has {facts.FreeBytes / 1e9:0.0} GB free. Mathesar takes about 2 GB, and the data grows. Free some space first."), s_key);
        }

        if (facts.OtherMathesar is { } other)
        {
            yield return Finding.Note("host.other-mathesar", $"There is a program {other} already. The new one lies in a directory of its own; in a terminal, mathesar goes on meaning the old one.", s_key);
        }
    }
}
