using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks.Engines;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>What a machine lacks for a Mathesar without containers.</summary>
internal static class MachineFindings
{
    // install.sh refuses to begin with less than the first, as the program alone takes it.
    private const long ProgramDisk = 2_000_000_000;
    private const long LeastDisk = 5_000_000_000;
    private static readonly Version s_python = new(3, 10);
    private static readonly string s_key = RunSettings.Target.Key;

    public static IEnumerable<Finding> Of(HostFacts facts, Setup setup) =>
        Lacks(facts, setup.Answers.Get(RunSettings.Version)).Concat(Room(facts)).Concat(Others(facts, setup));

    public static Finding NoSystemd() =>
        MachineFinding.NoSystemd.Say("systemd does not run on this machine, so nothing would start Mathesar. In WSL, switch it on: "
            + "[boot] systemd=true in /etc/wsl.conf. Else choose another way to run it.", s_key);

    private static IEnumerable<Finding> Lacks(HostFacts facts, Release release)
    {
        foreach (var finding in facts.Services?.Findings() ?? (facts.HasSystemd ? [] : [NoSystemd()]))
        {
            yield return finding;
        }

        if (!facts.HasCairo && release.NeedsCairo)
        {
            yield return MachineFinding.NoCairo.Say("The library cairo is missing, without which Mathesar does not start "
                + "(mathesar-foundation/mathesar#4923). Install libcairo2 on Debian and Ubuntu, cairo on Fedora and Arch.", s_key);
        }

        if (!facts.HasDownloader)
        {
            yield return MachineFinding.NoDownloader.Say(
                "Neither curl nor wget is here, and one of them has to fetch Mathesar. Install curl.", s_key);
        }

        if (!facts.MissingTools.IsEmpty)
        {
            yield return MachineFinding.NoTool.Say($"install.sh calls {string.Join(" and ", facts.MissingTools)}, and this machine has no such "
                + "program. Install what is missing.", s_key);
        }

        if (facts.Python is null || facts.Python < s_python)
        {
            yield return MachineFinding.OldPython.Say($"{(facts.Python is null ? "There is no python3 here" : $"python3 is {facts.Python} here")}, "
                + "and Mathesar needs 3.10 or newer. Its installer fetches one of its own, about 30 MB.", s_key);
        }
    }

    private static IEnumerable<Finding> Room(HostFacts facts)
    {
        var free = string.Create(CultureInfo.InvariantCulture, $"{facts.FreeBytes / 1e9:0.0} GB");
        if (facts.FreeBytes < ProgramDisk)
        {
            yield return MachineFinding.NoRoom.Say(
                $"The disk on which Mathesar is to lie has {free} free, and the program alone takes about 2 GB. "
                    + "Free some space, or choose another directory.",
                HostSettings.Directory.Key);
        }
        else if (facts.FreeBytes < LeastDisk)
        {
            yield return MachineFinding.LittleDisk.Say(
                $"The disk on which Mathesar is to lie has {free} free. Mathesar takes about 2 GB, and the data grows. Free some space first.",
                HostSettings.Directory.Key);
        }
    }

    private static IEnumerable<Finding> Others(HostFacts facts, Setup setup)
    {
        if (facts.OtherMathesar is { } other)
        {
            yield return MachineFinding.OtherMathesar.Say($"There is another Mathesar on PATH, {other}, and Mathesar's installer refuses to work "
                + "beside it. Take it out of PATH, or remove it.", s_key);
        }

        // The machine's own proxy is open already, or is not this installation's to open.
        if (facts.Firewall is { } firewall && setup.Plan.Web.Ports.FirstOrDefault(p => p.IsOpen) is { } port)
        {
            yield return HostFindings.Closed(firewall, port);
        }
    }
}
