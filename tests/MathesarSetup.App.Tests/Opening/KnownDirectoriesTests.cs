using MathesarSetup.App.Opening;
using MathesarSetup.Testing;

namespace MathesarSetup.App.Tests.Opening;

/// <summary>The directories that the wizard offers, because this user worked in them.</summary>
public sealed class KnownDirectoriesTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private KnownDirectories Known => new(_folder.At("state"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_one_is_first_and_none_stands_twice()
    {
        var (one, two) = (Install("one"), Install("two"));
        Assert.All(new[] { one, two, one, one + "/" }, d => Assert.Null(Known.Remember(d)));
        Assert.Equal([one, two], Known.List());
    }

    [Fact]
    public void One_that_vanished_is_forgotten_for_good()
    {
        var (one, two) = (Install("one"), Install("two"));
        Known.Remember(one);
        Known.Remember(two);
        Directory.Delete(two, recursive: true);
        Assert.Equal([one], Known.List());
        Install("two");
        Assert.Equal([one], Known.List());
    }

    [Fact]
    public void The_file_is_private_and_holds_paths_alone()
    {
        Known.Remember(Install("one"));
        var path = _folder.At($"state/{KnownDirectories.Name}");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.DoesNotContain("hush-hush", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{broken")]
    [InlineData("{\"schema\": 1, \"directories\": [\"relative\", null, 3]}")]
    [InlineData("null")]
    public void A_damaged_file_offers_nothing_and_is_begun_anew(string text)
    {
        _folder.Write($"state/{KnownDirectories.Name}", text);
        Assert.Empty(Known.List());
        var one = Install("one");
        Assert.Null(Known.Remember(one));
        Assert.Equal([one], Known.List());
    }

    [Fact]
    public void Only_the_newest_twenty_are_kept()
    {
        var all = Enumerable.Range(0, 25).Select(i => Install($"d{i}")).ToArray();
        Array.ForEach(all, d => Known.Remember(d));
        Assert.Equal(all.Reverse().Take(20), Known.List());
    }

    private string Install(string name) => Path.GetDirectoryName(_folder.Write($"{name}/mathesar.yaml", "schema: 1\nsecret: hush-hush\n"))!;
}
