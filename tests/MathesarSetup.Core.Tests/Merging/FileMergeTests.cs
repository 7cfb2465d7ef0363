namespace MathesarSetup.Merging;

public sealed class FileMergeTests
{
    private const string Former = """
        # Mathesar 1
        services:
          # The database.
          db:
            image: postgres:17
            environment:
              A: one
              B: two
            ports:
              # Port of this machine.
              - "8000:8000"
          web:
            image: mathesar:1
        volumes:
          db: {}

        """;

    private static readonly string s_newer = Former.Replace("# Mathesar 1", "# Mathesar 2", StringComparison.Ordinal)
        .Replace("mathesar:1", "mathesar:2", StringComparison.Ordinal).Replace("A: one", "A: uno", StringComparison.Ordinal);

    [Theory]
    [InlineData("      B: two\n", "      B: two\n      C: mine\n")]
    [InlineData("      B: two\n", "      # mine\n      B: mine # because\n")]
    [InlineData("  web:\n", "  # my own\n  mine:\n    image: x:1\n\n  web:\n")]
    [InlineData("# Mathesar 1\n", "# Mathesar 1\n# mine\n")]
    [InlineData("  db: {}\n", "  db: {}\n  mine: {}\n# the end\n")]
    [InlineData("      A: one\n      B: two\n", "      B: two\n      A: one\n      # mine\n")]
    [InlineData("      - \"8000:8000\"\n", "      - \"8000:8000\"\n      - \"9000:9000\" # mine\n")]
    public void An_edit_beside_a_change_is_merged(string before, string after)
    {
        var merged = FileMerge.Merge("compose.yaml", Former, Former.Replace(before, after, StringComparison.Ordinal), s_newer);
        Assert.Empty(merged.Conflicts);
        Assert.All(["mathesar:2", "A: uno", "# Mathesar 2",
            .. after.Split('\n').Select(l => l.Trim()).Where(l => l is not ("A: one" or "# Mathesar 1"))],
            line => Assert.Contains(line, merged.Text(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("    image: postgres:17\n", "    image: postgres:17\n    user: mine\n")]
    [InlineData("      B: two\n", "      B: two\n      C: mine\n")]
    public void Everything_beside_an_edit_stays_where_it_stood(string before, string after) =>
        Assert.Equal(s_newer.Replace(before, after, StringComparison.Ordinal),
            FileMerge.Merge("compose.yaml", Former, Former.Replace(before, after, StringComparison.Ordinal), s_newer).Text());

    [Fact]
    public void A_value_that_both_changed_is_a_conflict_with_its_key()
    {
        var conflict =
            Assert.Single(FileMerge.Merge("compose.yaml", Former, Former.Replace("A: one", "A: mine", StringComparison.Ordinal), s_newer).Conflicts);
        Assert.Equal(("services.db.environment.A", "      A: one", "      A: mine", "      A: uno"),
            (conflict.Where, conflict.Former.Single(), conflict.Mine.Single(), conflict.New.Single()));
    }

    [Fact]
    public void A_group_behind_a_single_value_keeps_its_place()
    {
        const string First = "kind: Service\nspec:\n  ports:\n    http: 80\n  type: one\n";
        var wanted = First.Replace("http: 80", "http: 81", StringComparison.Ordinal);
        Assert.Equal(wanted.Replace("Service\n", "Service # mine\n", StringComparison.Ordinal),
            FileMerge.Merge("web.yaml", First, First.Replace("Service\n", "Service # mine\n", StringComparison.Ordinal), wanted).Text());
    }

    [Fact]
    public void Each_document_of_a_manifest_is_merged_by_its_keys()
    {
        const string First = "# head\n---\nkind: Service\nspec:\n  port: 80\n---\nkind: Deployment\nspec:\n  replicas: 1\n  strategy: Recreate\n";
        var mine = First.Replace("port: 80", "port: 80 # mine", StringComparison.Ordinal)
            .Replace("replicas: 1", "replicas: 2", StringComparison.Ordinal);
        var wanted =
            First.Replace("  replicas: 1\n  strategy: Recreate", "  # More than one.\n  replicas: 2\n  strategy: Rolling", StringComparison.Ordinal);
        var merged = FileMerge.Merge("web.yaml", First, mine, wanted);
        Assert.Empty(merged.Conflicts);
        Assert.Equal(wanted.Replace("port: 80", "port: 80 # mine", StringComparison.Ordinal), merged.Text());
    }

    [Fact]
    public void The_same_value_written_otherwise_is_none()
    {
        var mine = Former.Replace("A: one", "A: \"${ONE}\" # mine", StringComparison.Ordinal);
        Assert.Equal(s_newer.Replace("A: uno", "A: \"${ONE}\" # mine", StringComparison.Ordinal),
            FileMerge.Merge("compose.yaml", Former, mine, s_newer, new Dictionary<string, string> { ["ONE"] = "uno" }).Text());
    }

    [Fact]
    public void A_remark_behind_a_value_goes_with_the_new_one() =>
        Assert.Contains("A: uno # why",
            FileMerge.Merge("compose.yaml", Former, Former.Replace("A: one", "A: one # why", StringComparison.Ordinal), s_newer).Text(),
            StringComparison.Ordinal);

    [Fact]
    public void What_a_person_took_out_stays_out_unless_it_changed()
    {
        var without = Former.Replace("      B: two\n", "", StringComparison.Ordinal);
        Assert.DoesNotContain("B: two", FileMerge.Merge("compose.yaml", Former, without, s_newer).Text(Choice.New), StringComparison.Ordinal);
        Assert.Single(FileMerge.Merge("compose.yaml", Former, Former.Replace("      A: one\n", "", StringComparison.Ordinal), s_newer).Conflicts);
    }

    [Fact]
    public void A_note_above_something_that_goes_away_stays()
    {
        var merged = FileMerge.Merge("compose.yaml", Former, Former.Replace("  web:", "  # note to myself\n  web:", StringComparison.Ordinal),
            Former.Replace("  web:\n    image: mathesar:1\n", "", StringComparison.Ordinal));
        Assert.Empty(merged.Conflicts);
        Assert.Contains("# note to myself", merged.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("web:", merged.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_indented_anew_stays_so()
    {
        var wide = string.Join('\n', Former.Split('\n').Select(line => new string(' ', line.Length - line.TrimStart().Length) + line));
        var merged = FileMerge.Merge("compose.yaml", Former, wide, s_newer);
        Assert.Empty(merged.Conflicts);
        Assert.Contains("\n            A: uno\n", merged.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_a_text_without_keys_are_merged_one_by_one()
    {
        const string former = "a\nb\nc\nd\ne\n";
        Assert.Equal("a\nb2\nc\nd\ne2\n", FileMerge.Merge("Caddyfile", former, "a\nb2\nc\nd\ne\n", "a\nb\nc\nd\ne2\n").Text());
        Assert.Single(FileMerge.Merge("Caddyfile", former, "a\nb2\nc\nd\ne\n", "a\nb\nc3\nd\ne\n").Conflicts);
    }

    [Theory]
    [InlineData("l:\n  - new\n  - a\n  - b\n", "l:\n  - x\n  - b\n", "l:\n  - new\n  - x\n  - b\n")]
    [InlineData("l:\n  - x\n  - b\n", "l:\n  - new\n  - a\n  - b\n", "l:\n  - new\n  - x\n  - b\n")]
    [InlineData("l:\n  - a\n  - b\n  - mine\n", "l:\n  - a\n  - b\n  - new\n", "l:\n  - a\n  - b\n  - new\n  - mine\n")]
    public void What_is_added_to_a_list_stands_beside_what_is_changed_in_it(string mine, string wanted, string expected) =>
        Assert.Equal(expected, FileMerge.Merge("x.yaml", "l:\n  - a\n  - b\n", mine, wanted).Text());

    [Fact]
    public void An_order_in_which_a_reference_would_find_nothing_is_a_conflict()
    {
        var merged = FileMerge.Merge(".env", "A='a'\nB='b'\n", "B='b'\nA='a'\n", "A='a'\nD='$'\nB=\"${D}c\"\n");
        Assert.False(merged.IsClean);
    }

    [Theory]
    [InlineData("services: [")]
    [InlineData("- a\n- b\n")]
    [InlineData("")]
    [InlineData("a: 1\na: 2\n")]
    public void A_text_that_is_broken_is_kept_or_is_a_conflict(string mine)
    {
        var merged = FileMerge.Merge("compose.yaml", Former, mine, s_newer);
        Assert.Equal(mine.TrimEnd('\n'), merged.Text().TrimEnd('\n'));
        Assert.False(merged.IsClean);
    }
}
