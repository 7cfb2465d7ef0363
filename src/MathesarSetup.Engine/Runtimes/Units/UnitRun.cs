using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>One run: files, secrets, units and services as one transaction. The caller holds the lock of the directory.</summary>
internal sealed class UnitRun(InstallRequest request, EngineInfo podman, UnitHost host, Disk disk, Narrator narrator)
    : PlaceRun<UnitPlan>(request, disk, narrator)
{
    protected override Task<(ApplyChanges Changes, UnitPlan? Plan)> LookAsync(CancellationToken cancellation) =>
        UnitApplier.CompareAsync(Request, podman, host, Disk, cancellation);

    protected override bool HasDifferences(UnitPlan plan) => plan.HasDifferences;

    protected override Task<ApplyResult> UndoAsync(JournalSteps? files) => new UnitRollBack(Disk, Narrator).RunAsync(host, files);

    protected override async Task<ApplyResult> DoAsync(UnitPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        JournalSteps? files = null;
        try
        {
            foreach (var image in plan.Pulls)
            {
                await PullAsync(image, cancellation);
            }

            var secrets = KeepSecrets(edits);
            var journal = Journaled(plan) with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = TriesSecrets(secrets, plan.MakesData),
            };
            journal.Save(Disk);
            files = new Transaction(Disk).Try(secrets.Edits);
            Narrator.Done(StepNames.Files, "The files are in place.");
            UnitMemory.Of(plan.Wanted.Set, host).Save(Disk);
            InstallationMark.For(Disk, RealPath.Of(Disk.Root), host.Identity, $"the systemd of {(host.IsUsers ? Environment.UserName : "root")}",
                plan.NewVolumes);
            var context = new UnitContext(Request, plan, host, Narrator, Disk, journal);
            await UnitSequence.DoAsync(context, cancellation);
            await ProveAsync(cancellation);
            files.Accept();
            context.Write(context.Journal with { IsAccepted = true });
            files.Sweep();
            SecretsFile.Forget(Disk);
            UnitJournal.Forget(Disk);
            Narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, [.. context.Warnings]) with { PasswordOpens = await OpensAsync(plan) };
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task PullAsync(string image, CancellationToken cancellation)
    {
        var step = $"{StepNames.Pull} {image}";
        Narrator.Started(step, $"Fetching {image}.");
        var result = await host.TryAsync(HostCommand.PodmanPull.About(image), cancellation, tell: line => Narrator.Progress(step, line));
        if (result.ExitCode != 0)
        {
            throw new StepFailure(ImageFindings.From(ImageReference.Of(image), image, SystemdHost.LastWords(result), podman.Architecture));
        }

        Narrator.Done(step, $"{image} is here.");
    }

    // Data that this run made has the administrator whom it made; any other is asked for.
    private async Task<bool> OpensAsync(UnitPlan plan)
    {
        var answers = Request.Setup.Answers;
        var mode = answers.Get(DatabaseSettings.Mode);
        var shell = new MathesarShell(UnitShell.Brief(host, plan.Web.Container)) { IsBuiltIn = mode is DatabaseMode.BuiltIn };
        return (plan.MakesData && mode is not DatabaseMode.Existing) || (Administrator.IsAsked(answers)
            && await shell.RunAsync(Administrator.Script, Administrator.Variables(answers), isChanging: false, CancellationToken.None)
                is (Administrator.Yes, _));
    }

    private UnitJournal Journaled(UnitPlan plan)
    {
        var (set, found) = (plan.Wanted.Set, plan.Found);
        // Where Podman does not show what it keeps, the files tell from which that was made.
        var written = set.Services.Where(static s => s.SecretsFile is not null)
            .SelectMany(s => WantedUnits.Lines(s.Container, Disk.Read(s.SecretsFile!)?.Content)).DistinctBy(static s => s.Key)
            .ToDictionary(StringComparer.Ordinal);
        string[] units = [.. plan.Written.Select(static w => w.Key), .. plan.Removed];
        return new UnitJournal
        {
            IsUsers = set.IsUsers,
            Name = set.Name,
            Link = found.Link,
            Units = [.. units.Select(name => FormerFile.Of(name, found.Files.GetValueOrDefault(name)))],
            Checksums =
            [
                .. plan.Services.Where(static s => s.Verb is not ChangeVerb.Keep).Select(static s => FoundUnits.ChecksumFile(s.Service.Container))
                    .Select(name => FormerFile.Of(name, host.Memory.Read(name))),
            ],
            Secrets =
            [
                .. plan.Secrets.Select(s => new FormerSecret(s.Key, found.Secrets.GetValueOrDefault(s.Key) ?? written.GetValueOrDefault(s.Key),
                    found.Secrets.ContainsKey(s.Key))),
            ],
            Services =
            [
                .. plan.Services.Select(s => FormerService.Of(found.Services[s.Service.Unit], s.Service.Unit, s.Verb is not ChangeVerb.Keep)),
                .. found.Services.Where(s => set.Services.All(w => w.Unit != s.Key))
                    .Select(static s => FormerService.Of(s.Value, s.Key, isChanged: true)),
            ],
            Network = found.HasNetwork ? null : set.Network.Name,
            NetworkService = set.Network.Service,
            Database = plan.Database?.Container,
            Web = plan.Web.Container,
            Volumes = [.. plan.NewVolumes],
        };
    }
}
