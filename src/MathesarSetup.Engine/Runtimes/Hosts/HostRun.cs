using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Findings;
using MathesarSetup.Planning;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>One run: files, program, settings and units as one transaction. The caller holds the lock of the directory.</summary>
internal sealed class HostRun(InstallRequest request, ProgramHost host, Disk disk, Narrator narrator) : PlaceRun<HostPlan>(request, disk, narrator)
{
    protected override Task<(ApplyChanges Changes, HostPlan? Plan)> LookAsync(CancellationToken cancellation) =>
        HostApplier.CompareAsync(Request, host, Disk, cancellation);

    protected override bool HasDifferences(HostPlan plan) => plan.HasDifferences;

    protected override Task<ApplyResult> UndoAsync(JournalSteps? files) => new HostRollBack(Disk, Narrator).RunAsync(host, files);

    protected override async Task<ApplyResult> DoAsync(HostPlan plan, ImmutableArray<Edit> edits, CancellationToken cancellation)
    {
        JournalSteps? files = null;
        try
        {
            var downloads = plan.Found.IsComplete ? null : await new ReleaseDownload(plan.Wanted.Set, Disk, Narrator)
                .FetchAsync(Path.Join(plan.Wanted.Root, "downloads", plan.Wanted.Set.Release), cancellation);
            var secrets = KeepSecrets(edits);
            var journal = Journaled(plan) with { KeepsSecrets = secrets.IsKept, TriesSecrets = TriesSecrets(secrets, plan.MakesData) };
            journal.Save(Disk);
            files = new Transaction(Disk).Try(secrets.Edits);
            Narrator.Done(StepNames.Files, "The files are in place.");
            InstallationMark.For(Disk, RealPath.Of(Disk.Root), host.Identity, $"the machine, for {(host.IsUsers ? Environment.UserName : "all")}",
                plan.Found.Mark is null ? [plan.Wanted.Root] : []);
            foreach (var step in plan.Steps)
            {
                await StepAsync(plan, step, downloads, cancellation);
            }

            var warnings = await ProbeAsync(cancellation);
            await ProveAsync(cancellation);
            files.Accept();
            (journal with { IsAccepted = true }).Save(Disk);
            files.Sweep();
            SecretsFile.Forget(Disk);
            ReleaseDownload.Forget(Disk);
            if (await new HostUndo(journal, host, Narrator, Disk.Root).KeepAsync() is { } problem)
            {
                Narrator.Failed(StepNames.Finish, problem.Findings[0]);
                return new ApplyResult(ApplyOutcome.NeedsPerson, problem.Findings, problem.LastLines);
            }

            HostJournal.Forget(Disk);
            Narrator.Done(StepNames.Finish, "Everything is as wanted.");
            return ApplyResult.Of(ApplyOutcome.Applied, warnings) with
            {
                PasswordOpens = plan.MakesData && Administrator.IsAsked(Request.Setup.Answers),
            };
        }
        catch (Exception problem) when (problem is StepFailure or OperationCanceledException || FileFindings.IsFileProblem(problem))
        {
            return await RollBackAsync(problem, files, cancellation.IsCancellationRequested);
        }
    }

    private async Task StepAsync(HostPlan plan, HostStep step, string? downloads, CancellationToken cancellation)
    {
        var (planned, script) = (HostChangeList.Step(step), new HostScript(host, Disk.Root, Narrator));
        Narrator.Started(planned.Name, planned.Message);
        var service = step.Name switch
        {
            "start" => plan.Services.First(static s => s.Service.Service.Role is ServiceRole.Web).Service,
            "database" => plan.Services.FirstOrDefault(static s => s.Service.Service.Role is ServiceRole.Database)?.Service,
            _ => null,
        };
        if (service is null)
        {
            await script.RunAsync(step.Name, downloads, null, cancellation);
        }
        else
        {
            await StartAsync(script, step.Name, HostSystem.Kept(service), cancellation);
        }

        Narrator.Done(planned.Name, $"The step {step.Name} is done.");
    }

    // A start has its time, and its log is followed.
    private async Task StartAsync(HostScript script, string step, KeptService service, CancellationToken cancellation)
    {
        await using var log = new ServiceLog(host, Narrator, service, DateTimeOffset.UtcNow);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Request.Timeout);
        try
        {
            await script.RunAsync(step, null, log, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw await log.FailedAsync(HealthWait.Late(service.Name, Request.Timeout));
        }
    }

    private async Task<ImmutableArray<Finding>> ProbeAsync(CancellationToken cancellation)
    {
        Narrator.Started(StepNames.Addresses, "Requesting every address that was named.");
        var plan = Request.Setup.Plan;
        var warnings = await new AddressProbe(Request.Setup, isSeen: true,
            (path, name, token) => LocalRequest.AskAsync(plan, path, name, token)).RunAsync(cancellation);
        Narrator.Done(StepNames.Addresses, "Every name is answered, and the page that makes an administrator is closed.");
        return warnings;
    }

    private static HostJournal Journaled(HostPlan plan)
    {
        var (set, found, root) = (plan.Wanted.Set, plan.Found, plan.Wanted.Root);
        var program = Path.Join(root, HostPlace.Releases, found.Program);
        FormerSetting Former(string path, OwnedFile? file) => new(Path.GetDirectoryName(path)!, Path.GetFileName(path), file);
        return new HostJournal
        {
            IsUsers = set.Place.ForOneUser,
            Name = set.Name,
            Root = root,
            Link = found.Link,
            HadProgram = found.Served is not null,
            WasChanged = found.IsChanged,
            Units = [.. set.Services.Select(s => FormerFile.Of(s.Unit, found.Units.GetValueOrDefault(s.Unit)))],
            Settings =
            [
                .. set.Settings.Select(s => new FormerSetting(program, s.Name, found.Settings.GetValueOrDefault(s.Name))),
                .. set.Site is { } site ? [Former(site.Target, found.Proxy.Site)] : Array.Empty<FormerSetting>(),
            ],
            Services =
            [
                .. plan.Services.Select(s => new FormerService(s.Service.Unit, found.Services[s.Service.Unit].IsWanted,
                    s.Verb is not ChangeVerb.Keep)),
            ],
            Import = plan.Import,
            Proxy = set.Site?.Unit,
            Made =
            [
                .. plan.MakesAccount ? [$"the user {set.Place.Account}"] : Array.Empty<string>(),
                .. found.Mark is null ? [$"{root} with what lies in it"] : Array.Empty<string>(),
            ],
        };
    }
}
