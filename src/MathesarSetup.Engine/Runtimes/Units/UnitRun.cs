using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Runtimes.Units;

/// <summary>One run: files, secrets, units and services as one transaction. The caller holds the lock of the directory.</summary>
internal sealed class UnitRun(InstallRequest request, EngineInfo podman, UnitHost host, Disk disk, Narrator narrator)
{
    public async Task<ApplyResult> RunAsync(CancellationToken cancellation)
    {
        narrator.Started(StepNames.Check, "Looking at what is there.");
        var (changes, plan) = await UnitApplier.CompareAsync(request, podman, host, disk, cancellation);
        if (changes.IsForbidden || plan is null)
        {
            return ApplyResult.Of(ApplyOutcome.Refused, [.. changes.Findings.OrderBy(static f => f.Severity)]);
        }

        if (request.Agreed is { } agreed && agreed.Fingerprint != changes.Fingerprint)
        {
            narrator.Progress(StepNames.Check, "Something changed since it was looked at, so what is to do was decided anew.");
        }

        var (edits, notes) = Editing.Plan(disk, changes.Files);
        narrator.Done(StepNames.Check, "It is clear what to do.");
        if (edits.IsEmpty && !plan.HasDifferences)
        {
            return ApplyResult.Of(ApplyOutcome.Unchanged, [.. changes.Findings]);
        }

        var result = await DoAsync(plan, edits, cancellation);
        return result.Succeeded ? result with { Findings = [.. changes.Findings, .. notes, .. result.Findings] } : result;
    }

    private async Task<ApplyResult> DoAsync(UnitPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        JournalSteps? files = null;
        try
        {
            foreach (var image in plan.Pulls)
            {
                await PullAsync(image, cancellation);
            }

            var secrets = SecretsFile.Keep(disk, edits);
            if (secrets.IsKept)
            {
                narrator.Done($"{StepNames.Files} {AnswersFile.SecretsName}", "The secrets are written first: they stay whatever happens.");
            }

            var journal = Journaled(plan) with
            {
                KeepsSecrets = secrets.IsKept,
                TriesSecrets = secrets.Replaced.Contains(SecretSettings.AdminPassword.Key) || (plan.MakesData && secrets.Replaced is not []),
            };
            journal.Save(disk);
            files = new Transaction(disk).Try(secrets.Edits);
            narrator.Done(StepNames.Files, "The files are in place.");
            var context = new UnitContext(request, plan, host, narrator);
            await UnitSequence.DoAsync(context, cancellation);
            files.Accept();
            (journal with { IsAccepted = true }).Save(disk);
            files.Sweep();
            SecretsFile.Forget(disk);
            UnitJournal.Forget(disk);
            narrator.Done(StepNames.Finish, "Everything is as wanted.");
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
        narrator.Started(step, $"Fetching {image}.");
        var result = await host.TryAsync(HostCommand.PodmanPull.About(image), cancellation, tell: line => narrator.Progress(step, line));
        if (result.ExitCode != 0)
        {
            throw new StepFailure(ImageFindings.From(ImageReference.Of(image), image, UnitHost.LastWords(result), podman.Architecture));
        }

        narrator.Done(step, $"{image} is here.");
    }

    // Data that this run made has the administrator whom it made; any other is asked for.
    private async Task<bool> OpensAsync(UnitPlan plan)
    {
        var answers = request.Setup.Answers;
        var mode = answers.Get(DatabaseSettings.Mode);
        return (plan.MakesData && mode is not DatabaseMode.Existing) || (Administrator.IsAsked(answers)
            && await host.InsideAsync(plan.Web.Container, ["sh", "-c", MathesarShell.Run], CancellationToken.None,
                [$"{MathesarShell.Variable}={MathesarShell.Lines(Administrator.Script)}", .. Administrator.Variables(answers),
                    .. mode is DatabaseMode.BuiltIn ? MathesarShell.BuiltIn : []]) is { ExitCode: 0 } said
            && MathesarShell.Said(said.Output) is Administrator.Yes);
    }

    private UnitJournal Journaled(UnitPlan plan)
    {
        var (set, found) = (plan.Wanted.Set, plan.Found);
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
                .. plan.Secrets.Select(s => new FormerSecret(s.Key, found.Secrets.GetValueOrDefault(s.Key), found.Secrets.ContainsKey(s.Key))),
            ],
            Services =
            [
                .. plan.Services.Select(s =>
                    new FormerService(s.Service.Unit, found.Services[s.Service.Unit].IsWanted, s.Verb is not ChangeVerb.Keep)),
                .. found.Services.Where(s => set.Services.All(w => w.Unit != s.Key))
                    .Select(static s => new FormerService(s.Key, s.Value.IsWanted, IsChanged: true)),
            ],
            Network = found.HasNetwork ? null : set.Network.Name,
            NetworkService = set.Network.Service,
            Volumes = [.. plan.NewVolumes],
        };
    }

    private async Task<ApplyResult> RollBackAsync(Exception problem, JournalSteps? files, bool isCancelled)
    {
        ImmutableArray<Finding> reasons = problem switch
        {
            _ when isCancelled => [ApplyFinding.Cancelled.Say("It was cancelled.")],
            StepFailure stopped => [.. stopped.Findings.Select(narrator.Redact)],
            _ => [narrator.Redact(FileFindings.From(problem, request.Directory))],
        };
        narrator.Failed(StepNames.RollBack, reasons[0]);
        var result = await UnitRollBack.RunAsync(host, disk, files, narrator);
        return new ApplyResult(
            result.Outcome is ApplyOutcome.RolledBack && isCancelled ? ApplyOutcome.Cancelled : result.Outcome,
            [.. reasons, .. result.Findings],
            (problem as StepFailure)?.LastLines ?? []);
    }
}
