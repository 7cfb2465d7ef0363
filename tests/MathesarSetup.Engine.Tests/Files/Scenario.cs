using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Tests.Files;

/// <summary>A directory in a known state, a write that shall change it, and the two states in which it may end.</summary>
internal sealed record Scenario(Generation Generation)
{
    /// <summary>An empty place, the first generation on disk, or the first generation with hand edits.</summary>
    public void Prepare(string root)
    {
        if (Generation != Generation.First)
        {
            InstallDirectory.Open(root).Write(Sample.First);
        }

        if (Generation == Generation.Forced)
        {
            File.WriteAllText(Path.Join(root, "compose.yaml"), Sample.Edited);
            File.WriteAllText(Path.Join(root, "sso.yml"), "foreign\n");
        }
    }

    public WriteResult Write(string root, Action<DiskStep>? announce = null) =>
        InstallDirectory.Open(root, announce).Write(Sample.Of(Generation), force: Generation == Generation.Forced);

    /// <summary>Every step of the whole write, in order.</summary>
    public List<DiskStep> Steps(string root)
    {
        var steps = new List<DiskStep>();
        Prepare(root);
        Assert.Equal(WriteOutcome.Written, Write(root, steps.Add).Outcome);
        return steps;
    }

    public SortedDictionary<string, string> New => Sample.ContentsOf(Sample.Of(Generation));

    public SortedDictionary<string, string> Old
    {
        get
        {
            var old = Generation == Generation.First ? new(StringComparer.Ordinal) : Sample.ContentsOf(Sample.First);
            if (Generation == Generation.Forced)
            {
                old["compose.yaml"] = Sample.Edited;
                old["sso.yml"] = "foreign\n";
            }

            return old;
        }
    }

    /// <summary>
    /// Ends what was interrupted and says whether the new files are there; fails when it is neither all old nor all new, or when the memory
    /// disagrees.
    /// </summary>
    public bool RecoversToNew(string root)
    {
        var opened = InstallDirectory.Open(root);
        Assert.DoesNotContain(opened.Findings, static finding => finding.Severity == Findings.Severity.Error);
        var contents = Sample.Contents(root);
        var isNew = contents.SequenceEqual(New);
        Assert.Equal(isNew ? New : Old, contents);
        Assert.Empty(Sample.Journals(root));
        ExpectHistory(root, opened, isNew);
        if (isNew || Generation != Generation.Forced)
        {
            var settled = isNew ? Sample.Of(Generation) : Generation == Generation.First ? Targets.FileSet.Empty : Sample.First;
            Assert.False(opened.Compare(settled).HasDifferences);
        }

        Assert.True(Write(root).Succeeded);
        Assert.Equal(New, Sample.Contents(root));
        Assert.Empty(InstallDirectory.Open(root).Findings);
        return isNew;
    }

    // The history tells what happened and nothing else: a version of the new files is there exactly when they are.
    private void ExpectHistory(string root, InstallDirectory opened, bool isNew)
    {
        var folder = Path.Join(root, StateFolder.Versions);
        Assert.Equal(Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Length : 0, opened.Versions.Length);
        Assert.Equal(isNew,
            opened.Versions.Any(version => version.Reason == Versions.Written
                && version.Files.ToDictionary(f => f.Path, f => f.Text).OrderBy(f => f.Key, StringComparer.Ordinal).SequenceEqual(New)));
    }

    public override string ToString() => Generation.ToString();
}
