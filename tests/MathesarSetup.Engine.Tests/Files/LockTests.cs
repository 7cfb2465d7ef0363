using MathesarSetup.Engine.Files;
using MathesarSetup.Testing;

namespace MathesarSetup.Engine.Tests.Files;

public sealed class LockTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Root => _folder.At("install");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_second_writer_is_told_who_writes_and_goes_on_when_that_one_is_dead()
    {
        InstallDirectory.Open(Root).Write(Sample.First);
        using var first = KilledWriter.StartHolding(Root, Generation.Second, step: 12);
        try
        {
            var second = InstallDirectory.Open(Root).Write(Sample.Second);

            Assert.Equal(WriteOutcome.Failed, second.Outcome);
            var finding = Assert.Single(second.Findings);
            Assert.Equal("files.locked", finding.Code);
            Assert.Contains($"process {first.Id}", finding.Message, StringComparison.Ordinal);
        }
        finally
        {
            first.Kill();
            first.WaitForExit();
        }

        Assert.Equal(WriteOutcome.Written, InstallDirectory.Open(Root).Write(Sample.Second).Outcome);
        Assert.Equal(Sample.ContentsOf(Sample.Second), Sample.Contents(Root));
    }

    [Fact]
    public void Two_writers_in_one_process_exclude_each_other_too()
    {
        WriteOutcome? second = null;
        var first = InstallDirectory.Open(Root, step =>
        {
            if (step.To == Journal.Forward)
            {
                second = InstallDirectory.Open(Root).Write(Sample.Second).Outcome;
            }
        }).Write(Sample.First);

        Assert.Equal((WriteOutcome.Written, WriteOutcome.Failed), (first.Outcome, second));
    }
}
