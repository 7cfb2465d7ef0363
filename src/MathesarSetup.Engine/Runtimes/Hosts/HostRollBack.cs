using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>Takes back what a run did on the machine, without containers.</summary>
internal sealed class HostRollBack(Disk disk, Narrator narrator)
    : SystemdRollBack<HostJournal, ProgramHost, HostUndo>(StateFolder.HostJournal, disk, narrator)
{
    protected override HostJournal? Load() => HostJournal.Load(Disk);

    protected override void Forget() => HostJournal.Forget(Disk);

    protected override Finding? Obstacle(HostJournal journal) => journal.IsUsers != Environment.IsPrivilegedProcess ? null
        : journal.IsUsers ? HostFinding.NotRoots.Say($"A run in {Disk.Root} was cut off, whose installation belongs to one user, and this is root. "
            + "Run the same command as that user, without sudo.")
        : HostFinding.NeedsRoot.Say($"A run in {Disk.Root} was cut off, whose installation belongs to the whole machine. Run the same command as "
            + "root.");

    protected override HostUndo Way(HostJournal journal, ProgramHost host) => new HostUndo(journal, host, Narrator, Disk.Root);

    protected override Task UndoAsync(HostUndo run) => run.RunAsync();

    protected override Task<bool> HasTakenOverAsync(HostUndo run) => run.HasTakenOverAsync();

    // Where it cannot be ended now, the next run does it.
    protected override Task FinishAsync(HostUndo run) => run.KeepAsync();

    protected override Task<ImmutableArray<Finding>> NotesAsync(HostUndo run)
    {
        var journal = run.Journal;
        return Task.FromResult<ImmutableArray<Finding>>(journal.Made is [] || !Directory.Exists(journal.Root) ? [] : [HostFinding.Kept.Say(
            $"This run made {string.Join(" and ", journal.Made)}, which stay, since nothing here deletes data. The next run goes on with them.")]);
    }
}
