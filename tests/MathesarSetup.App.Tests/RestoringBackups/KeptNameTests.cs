using System.Text;
using MathesarSetup.Backups;
using MathesarSetup.Engine.Backups;

namespace MathesarSetup.App.Tests.RestoringBackups;

/// <summary>The names of databases that are kept, and names as people read them.</summary>
public sealed class KeptNameTests
{
    [Fact]
    public void Names_that_begin_alike_are_kept_under_names_of_their_own_that_PostgreSQL_does_not_cut_off()
    {
        string[] names = [.. Enumerable.Range(0, 120).Select(static i => new string('a', 58) + i), "b", "\U0001F600" + new string('\u00e9', 29), ""];
        var taken = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var kept = KeptName.Of(name, "20261128T154500", taken);
            Assert.InRange(Encoding.UTF8.GetByteCount(kept), 1, 63);
            Assert.Contains("_before_20261128T154500", kept, StringComparison.Ordinal);
            Assert.True(taken.Add(kept), kept);
        }

        Assert.Equal("b_before_20261128T154500", KeptName.Of("b", "20261128T154500", new HashSet<string>()));
    }

    [Theory]
    [InlineData("sales", "sales")]
    [InlineData("two words, three", "\"two words, three\"")]
    [InlineData("a\nb", "\"a\\nb\"")]
    [InlineData("\u001b[2J\u202e", "\"\\u001b[2J\\u202e\"")]
    [InlineData("it's \"ours\"\\", "\"it's \\\"ours\\\"\\\\\"")]
    [InlineData("", "\"\"")]
    public void A_name_stands_in_one_line_and_its_end_is_seen(string name, string said) => Assert.Equal(said, DatabaseNames.Said(name));
}
