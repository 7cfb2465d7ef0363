using System.Text;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>A stand-in for a Mathesar whose set-up never ends. Its image goes with the test.</summary>
internal sealed class SlowStandIn : IDisposable
{
    public SlowStandIn()
    {
        var recipe = $"FROM {StandIns.Mathesar("0.12.0")}\nRUN printf 'import time\\nprint(\"set-up that never ends\", flush=True)\\ntime.sleep(600)\\n' > /code/mathesar/install.py\n";
        new ChildProcess(StandIns.Require(), "build", "--quiet", "--tag", Name, "-")
        {
            Input = Encoding.UTF8.GetBytes(recipe),
            Environment = new Dictionary<string, string?> { ["DOCKER_BUILDKIT"] = "0" },
        }.Run().Successful();
    }

    public string Name { get; } = $"localhost/mathesar-setup-tests/slow-stand-in:{Guid.NewGuid():n}";

    public void Dispose() => new ChildProcess(StandIns.Require(), "rmi", "--force", Name).Run();
}
