using System.Globalization;

namespace MathesarSetup.Engine.Tests.Podman;

/// <summary>Somebody on the machine who asks for the set-up page without a pause, from before the start on.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly UnitMachine _machine;

    public Visitor(UnitMachine machine, int port)
    {
        _machine = machine;
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/complete_installation/");
        Run("rm -f /run/end; (while [ ! -e /run/end ]; do curl --silent --max-time 2 --output /dev/null --write-out '%{http_code}\\n' \"$1\"; "
            + "sleep 0.1; done >/run/seen 2>&1) >/dev/null 2>&1 &", url);
    }

    /// <summary>What was answered so far; a refused or broken connection is no answer.</summary>
    public string[] Answers() => [.. Run("cat /run/seen").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(code => code != "000")];

    public void Dispose() => Run("touch /run/end");

    private string Run(string script, string argument = "") => _machine.Run(forRoot: true, "sh", "-c", script, "sh", argument).Successful().Output;
}
