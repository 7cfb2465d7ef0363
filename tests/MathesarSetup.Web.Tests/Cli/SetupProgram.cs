
namespace MathesarSetup.Web.Tests.Cli;

/// <summary>Runs the real program, in a directory and with a home of its own.</summary>
internal sealed class SetupProgram : IDisposable
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "mathesar-setup");

    private readonly TemporaryDirectory _home = new();

    public TemporaryDirectory Directory { get; } = new();

    /// <summary>Where the program keeps what it remembers of its user.</summary>
    public string State => _home.At("mathesar-setup");

    public Outcome Run(params string[] arguments) => Run([], [], arguments);

    public Outcome Run(byte[] input, Dictionary<string, string?> variables, params string[] arguments)
    {
        variables["HOME"] = _home.Path;
        variables["XDG_STATE_HOME"] = _home.Path;
        return new ChildProcess(s_program, arguments) { Directory = Directory.Path, Input = input, Environment = variables }.Run();
    }

    public void Dispose()
    {
        Directory.Dispose();
        _home.Dispose();
    }
}
