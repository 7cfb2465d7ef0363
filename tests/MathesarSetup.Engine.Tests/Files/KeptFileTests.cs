using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>The wizard's "keep mine": an edited file is left out of what is written.</summary>
public sealed class KeptFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void A_file_that_was_kept_is_still_known_as_edited_by_hand()
    {
        var all = new FileSet([new("compose.yaml", "a: 1\n", "x"), new("README.md", "old\n", "y")], []);
        var root = _directory.At("mathesar");
        Assert.True(InstallDirectory.Open(root).Write(all).Succeeded);
        File.AppendAllText(Path.Join(root, "compose.yaml"), "# mine\n");

        Assert.True(InstallDirectory.Open(root).Write(new FileSet([new("README.md", "new\n", "y")], []), force: true).Succeeded);

        Assert.Equal("a: 1\n# mine\n", File.ReadAllText(Path.Join(root, "compose.yaml")));
        Assert.Equal(ChangeKind.Merge, InstallDirectory.Open(root).Compare(all).Changes.Single(c => c.Path == "compose.yaml").Kind);
    }

    public void Dispose() => _directory.Dispose();
}
