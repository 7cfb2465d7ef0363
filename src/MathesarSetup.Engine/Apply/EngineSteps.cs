using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>The way forward in the engine. Everything that it makes carries the run's mark; nothing that was there is removed before the end.</summary>
internal sealed class EngineSteps(EngineConnection engine, ApplyRequest request, Work work, Narrator narrator)
{
    // No fingerprint of Compose's: its next `up -d` makes the container anew.
    private const string NoHash = "mathesar-setup";

    private readonly Dictionary<string, string> _made = [];
    private ApplyJournal? _journal;

    /// <summary>Everything up to a healthy Mathesar that belongs to its administrator; gives warnings.</summary>
    public async Task<ImmutableArray<Finding>> RunAsync(ApplyJournal journal, Disk disk, CancellationToken cancellation)
    {
        _journal = journal;
        await MakeStorageAsync(cancellation);
        await CreateAsync(journal.Run, cancellation);
        await SetAsideAsync(cancellation);
        await using var log = new LogWatch(engine, narrator);
        var waiting = new Waiting(engine, log, narrator, request.Timeout);
        foreach (var container in work.Containers)
        {
            await StartAsync(container, log, cancellation);
            if (container.Wanted.Service.Role is not ServiceRole.Proxy)
            {
                await waiting.UntilHealthyAsync(container.Wanted, cancellation);
            }

            if (container.Wanted.Service.Role is ServiceRole.Database)
            {
                await SettlePasswordAsync(disk, cancellation);
                await GuardReleaseAsync(cancellation);
            }
        }

        var left = await SettleStoredAsync(disk, cancellation);
        narrator.Started(Steps.Addresses, "Requesting every address that was named.");
        var warnings = await new AddressCheck(engine, request, work.Wanted).RunAsync(cancellation);
        narrator.Done(Steps.Addresses, "Every name is answered, and the page that makes an administrator is closed.");
        return [.. left, .. warnings];
    }

    private async Task MakeStorageAsync(CancellationToken cancellation)
    {
        var (wanted, labels) = (work.Wanted, work.Wanted.Labels);
        if (work.CreatesNetwork)
        {
            narrator.Started(Steps.Network, $"Making the network {wanted.Network}.");
            await engine.CreateNetworkAsync(wanted.Network, labels.OfNetwork(), cancellation);
            narrator.Done(Steps.Network, $"The network {wanted.Network} is there.");
        }

        foreach (var volume in work.CreatedVolumes)
        {
            await engine.CreateVolumeAsync(volume, labels.OfVolume(wanted.Volumes[volume], wanted.Plan), cancellation);
            narrator.Done($"{Steps.Volume} {volume}", $"The volume {volume} is there.");
        }
    }

    // Under a name of their own while the former ones still run: what the engine refuses costs no downtime.
    private async Task CreateAsync(string run, CancellationToken cancellation)
    {
        var made = work.Containers.Where(static c => c.IsMade).ToArray();
        var hashes = work.Wanted.IsCompose && made is not [] ? await ComposeProgram.HashesAsync(request.Compose, request.Directory, cancellation) : ImmutableDictionary<string, string>.Empty;
        foreach (var container in made)
        {
            var spec = container.Wanted.Spec;
            var image = await engine.FindImageAsync(spec.Image, cancellation);
            var labels = spec.Labels.Add(Labels.Run, run);
            labels = work.Wanted.IsCompose
                ? labels.Add(Labels.ComposeImage, image?.Id ?? "").Add(Labels.ComposeHash, work.Wanted.IsPartial(container.Wanted) ? NoHash : hashes.GetValueOrDefault(container.Wanted.Service.Name, NoHash))
                : ScriptNumber.Of(request, container.Wanted) is { } number ? labels.Add(Labels.ScriptConfig, number) : labels;
            var id = await engine.CreateContainerAsync(Next(container), spec with { Labels = labels }, cancellation);
            _made.Add(container.Wanted.Name, id);
            foreach (var network in spec.JoinedNetworks)
            {
                await engine.JoinNetworkAsync(network, id, work.Wanted.Plan.NetworkAlias, cancellation);
            }

            narrator.Done($"{Steps.Create} {container.Wanted.Service.Name}", $"The container {container.Wanted.Name} is made.");
        }
    }

    // In reverse: what was started last stops first.
    private async Task SetAsideAsync(CancellationToken cancellation)
    {
        foreach (var former in work.Removed.Concat(work.Containers.Where(static c => c.Verb is ChangeVerb.Replace).Select(static c => c.Former!).Reverse()))
        {
            narrator.Started($"{Steps.SetAside} {former.Name}", $"Stopping the former {former.Name}, which is kept until the new one works.");
            await engine.StopContainerAsync(former.Id, cancellation, StopTime.Of(former));
            await engine.RenameContainerAsync(former.Id, ApplyJournal.Aside(former.Name), cancellation);
            narrator.Done($"{Steps.SetAside} {former.Name}", $"The former {former.Name} is set aside.");
        }
    }

    private async Task StartAsync(ContainerWork container, LogWatch log, CancellationToken cancellation)
    {
        if (container.Verb is ChangeVerb.Keep)
        {
            return;
        }

        var (step, service) = ($"{Steps.Start} {container.Wanted.Service.Name}", container.Wanted.Service.Name);
        narrator.Started(step, $"Starting {service}.");
        if (_made.TryGetValue(container.Wanted.Name, out var id))
        {
            await engine.RenameContainerAsync(id, container.Wanted.Name, cancellation);
        }

        await engine.StartContainerAsync(id ?? container.Former!.Id, cancellation);
        log.Follow(service, id ?? container.Former!.Id, container.Wanted.Service.Role is ServiceRole.Database);
        narrator.Done(step, $"{service} runs.");
    }

    private async Task SettlePasswordAsync(Disk disk, CancellationToken cancellation)
    {
        var answers = request.Setup.Answers;
        var (wanted, user, database) = (answers.Get(DatabaseSettings.Password).Reveal(), answers.Get(DatabaseSettings.User), answers.Get(DatabaseSettings.Name));
        var password = new DatabasePassword(engine, work.Wanted.Database!.Name, user, database);
        if (work.MakesData || (await password.TryAsync(wanted, cancellation)) is var (works, words) && works)
        {
            return;
        }

        if (work.FormerPassword is not { } former)
        {
            throw new Stopped(ApplyFinding.PasswordWrong.Say(
                $"The bundled database does not open with this password: {words}. It was made with another one; put that back in mathesar.secrets.yaml.", DatabaseSettings.Password.Key));
        }

        narrator.Started(Steps.Password, "Changing the database's password.");
        _journal = _journal! with { Password = new PasswordChange(user, database, former.Reveal()) };
        _journal.Save(disk);
        await password.ChangeAsync(wanted, cancellation);
        narrator.Done(Steps.Password, "The database has its new password.");
    }

    // Mathesar itself encrypts what it stores, so this waits until it runs.
    private async Task<ImmutableArray<Finding>> SettleStoredAsync(Disk disk, CancellationToken cancellation)
    {
        if (work.Stored is not { } wanted)
        {
            return [];
        }

        var stored = new StoredConnections(new MathesarShell(engine, work.Wanted.Web.Name));
        var (change, findings) = await stored.LookAsync(wanted, cancellation);
        if (change is not null)
        {
            narrator.Started(Steps.Stored, "Letting the connections that Mathesar stores follow.");
            _journal = _journal! with { Stored = change };
            _journal.Save(disk);
            await stored.RenewAsync(change, cancellation);
            narrator.Done(Steps.Stored, "The connections that Mathesar stores fit the database as it is now.");
        }

        return findings;
    }

    // The containers that could have told it are gone, and the data is not.
    private async Task GuardReleaseAsync(CancellationToken cancellation)
    {
        if (!work.AsksForRelease)
        {
            return;
        }

        var (answers, container) = (request.Setup.Answers, work.Wanted.Database!.Name);
        var migration = await RunningRelease.LastMigrationAsync(engine, container, answers.Get(DatabaseSettings.User), answers.Get(DatabaseSettings.Name), cancellation);
        var told = migration is { Length: > 0 } ? RunningRelease.Of(migration, container) : null;
        if (migration is not "" && (told is null ? ReleaseGuard.Unknown(container) : ReleaseGuard.Of(told, work.Wanted.Plan.Release)) is { } refused)
        {
            throw new Stopped(refused);
        }
    }

    private static string Next(ContainerWork container) => $"{container.Wanted.Name}-next";
}
