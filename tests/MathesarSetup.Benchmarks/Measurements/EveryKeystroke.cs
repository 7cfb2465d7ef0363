using BenchmarkDotNet.Attributes;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>One letter more or less in an address, and the files of every target made from it.</summary>
[MemoryDiagnoser]
public class EveryKeystroke
{
    private static readonly string[] s_typed = ["http://tables.example.co", "http://tables.example.com"];

    private int _next;
    private Draft[] _drafts = [];

    /// <summary>The smallest installation and the one with the most answers.</summary>
    [Params("recommended", "single-sign-on")]
    public string Scenario { get; set; } = "";

    [GlobalSetup]
    public void Begin() => _drafts = [.. KnownTargets.All.Select(target => Scenarios.All[Scenario].With(RunSettings.Target, target.Id))];

    [Benchmark]
    public int Press()
    {
        var address = s_typed[_next++ % s_typed.Length];
        var files = 0;
        foreach (var draft in _drafts)
        {
            files += Setup.Of(draft.With(AccessSettings.Url, address)).Files.Length;
        }

        return files;
    }
}
