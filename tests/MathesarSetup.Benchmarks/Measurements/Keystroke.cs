using BenchmarkDotNet.Attributes;
using MathesarSetup.App.Opening;
using MathesarSetup.Web.Session;

namespace MathesarSetup.Benchmarks.Measurements;

/// <summary>One letter more or less in the address of an installation: all that the server does before it draws.</summary>
[MemoryDiagnoser]
public class Keystroke : IAsyncDisposable
{
    private const string Address = "http://tables.example.com";
    private const int Shortest = 12;

    private static readonly string[] s_typed = [.. Lengths().Select(length => Address[..length])];

    private TemporaryDirectory _directory = null!;
    private WizardSession _session = null!;
    private int _next;

    /// <summary>The smallest installation and the one with the most answers.</summary>
    [Params("recommended", "single-sign-on")]
    public string Scenario { get; set; } = "";

    [Params("compose", "docker")]
    public string Target { get; set; } = "";

    /// <summary>Whether the files lie there already and a person has edited one, so that what will be written is merged.</summary>
    [Params(false, true)]
    public bool Edited { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        _directory = new TemporaryDirectory();
        var store = new DraftStore(_directory.At("drafts"));
        store.Save(_directory.At("install"), Scenarios.All[Scenario].With("target", Target));
        _session = new WizardSession(_directory.At("install"), store, Scenarios.Machine, TimeProvider.System);
        if (Edited && _session.Write().Succeeded)
        {
            var file = Path.Join(_session.Directory, _session.Setup.Files[0].Path);
            File.WriteAllText(file, File.ReadAllText(file).Replace("unless-stopped", "always", StringComparison.Ordinal));
            _session.ReadDirectory();
        }
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public string Press()
    {
        _session.Answer("access.url", s_typed[_next++ % s_typed.Length], typed: true);
        return _session.Preview.Files[0].Masked;
    }

    private static IEnumerable<int> Lengths()
    {
        var growing = Enumerable.Range(Shortest, Address.Length - Shortest + 1).ToArray();
        return growing.Concat(growing[1..^1].Reverse());
    }
}
