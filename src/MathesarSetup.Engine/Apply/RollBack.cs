using System.Collections.Immutable;
using Docker.DotNet;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Apply;

/// <summary>Brings the engine back to what a journal says it was before, by what is really there: it may be cut off anywhere and done again.</summary>
internal sealed class RollBack(EngineConnection engine, ApplyJournal journal, Narrator narrator)
{
    private const int MostTries = 40;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly ImmutableArray<Finding>.Builder _left = ImmutableArray.CreateBuilder<Finding>();

    // A database that this run made, and that was stopped before it was complete.
    private ContainerFacts? _unfinished;

    /// <summary>What a person has to do, errors first; without errors everything is as before.</summary>
    /// <exception cref="HttpRequestException">The engine does not come back within 20 seconds.</exception>
    public async Task<ImmutableArray<Finding>> RunAsync(CancellationToken cancellation)
    {
        await UntilEngineAnswersAsync(cancellation);
        var made = await MadeAsync(cancellation);
        var isStoredBack = journal.Stored is null || await PutStoredBackAsync(made, cancellation);
        var isPasswordBack = journal.Password is null || await PutPasswordBackAsync(made.FirstOrDefault(c => c.Name == journal.DatabaseContainer), cancellation);
        foreach (var container in made)
        {
            await TryAsync(container.Name, async () =>
            {
                await EndAsync(container, cancellation);
                await engine.RemoveContainerAsync(container.Id, PostgresInside.LeavesEmptyVolumes(container), cancellation);
                narrator.Undone($"{Steps.RollBack} {container.Name}", $"The new container {container.Name} is removed.");
            });
        }

        foreach (var former in journal.Formers)
        {
            await TryAsync(former.Name, () => BringBackAsync(former, cancellation));
        }

        if (!isPasswordBack && !await PutPasswordBackAsync(await FormerDatabaseAsync(cancellation), cancellation))
        {
            _left.Add(ApplyFinding.PasswordLeft.Say("The database's password could not be set back. Start the database and run ALTER ROLE there with the password that stands in mathesar.secrets.yaml.", DatabaseSettings.Password.Key));
        }

        if (!isStoredBack && !await PutStoredBackAsync(journal.WebContainer!, MostTries, cancellation))
        {
            _left.Add(ApplyFinding.ConnectionsLeft.Say("The passwords that Mathesar stores with its connections could not be set back. Start Mathesar and its database as they were, then run the same command once more.", DatabaseSettings.Password.Key));
        }

        await RemoveNetworkAsync(cancellation);
        NameSecrets();
        await NameVolumesAsync(cancellation);
        return [.. _left.OrderBy(f => f.Severity)];
    }

    private async Task UntilEngineAnswersAsync(CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await engine.PingAsync(cancellation);
                return;
            }
            catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && tries < MostTries && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(500, cancellation);
            }
        }
    }

    // The last made first: what was started last stops first.
    private async Task<ImmutableArray<ContainerFacts>> MadeAsync(CancellationToken cancellation)
    {
        var made = ImmutableArray.CreateBuilder<ContainerFacts>();
        foreach (var id in await engine.ListContainersAsync($"{Labels.Run}={journal.Run}", cancellation))
        {
            if (await engine.FindContainerAsync(id, cancellation) is { } found)
            {
                made.Add(found);
            }
        }

        return [.. made.OrderByDescending(c => c.Created)];
    }

    // What this run made on data that this run made has nothing to lose, and is killed by its removal, but for a database: that one gets a moment to
    // finish making itself.
    private async Task EndAsync(ContainerFacts container, CancellationToken cancellation)
    {
        var isOfThisRun = container.Spec.Mounts.All(m => m.ReadOnly || m.IsNameless || journal.Volumes.Contains(m.Source));
        var isServer = container.Name == journal.DatabaseContainer;
        var holdsData = isServer || PostgresInside.IsUsed(container);
        if (!container.Run.Running || (isOfThisRun && !holdsData))
        {
            return;
        }

        if (isServer && isOfThisRun && !await new DatabasePassword(engine, container.Id, "", "").AnswersAsync(s_patience, cancellation))
        {
            _unfinished = container;
            return;
        }

        await engine.StopContainerAsync(container.Id, cancellation, holdsData && !isOfThisRun ? null : StopTime.Brief);
    }

    private async Task BringBackAsync(FormerContainer former, CancellationToken cancellation)
    {
        if (await engine.FindContainerAsync(former.Id, cancellation) is not { } found)
        {
            _left.Add(ApplyFinding.FormerGone.Say($"The former container {former.Name} is gone, so it cannot run again. Apply once more to make it anew; its volumes are there."));
            return;
        }

        if (found.Name != former.Name)
        {
            await engine.RenameContainerAsync(former.Id, former.Name, cancellation);
        }

        if (former.Running && !found.Run.Running)
        {
            await engine.StartContainerAsync(former.Id, cancellation);
        }
        else if (!former.Running && found.Run.Running)
        {
            await engine.StopContainerAsync(former.Id, cancellation, StopTime.Of(found));
        }

        narrator.Undone($"{Steps.RollBack} {former.Name}", former.Running ? $"The former container {former.Name} runs again." : $"The former container {former.Name} is back, stopped as it was.");
    }

    // While the new one runs and has the same key, it is asked: the database still takes its password.
    private async Task<bool> PutStoredBackAsync(ImmutableArray<ContainerFacts> made, CancellationToken cancellation)
    {
        var former = journal.Formers.FirstOrDefault(f => f.Name == journal.WebContainer) is { } known ? await engine.FindContainerAsync(known.Id, cancellation) : null;
        return made.FirstOrDefault(c => c.Name == journal.WebContainer && c.Run.Running && c.Variable("SECRET_KEY") == former?.Variable("SECRET_KEY")) is { } web
            && await PutStoredBackAsync(web.Id, 2, cancellation);
    }

    private async Task<bool> PutStoredBackAsync(string web, int most, CancellationToken cancellation)
    {
        var isBack = await new StoredConnections(new MathesarShell(engine, web)).PutBackAsync(journal.Stored!, most, cancellation);
        if (isBack)
        {
            narrator.Undone(Steps.Stored, "The connections that Mathesar stores are as they were.");
        }

        return isBack;
    }

    private async Task<ContainerFacts?> FormerDatabaseAsync(CancellationToken cancellation) =>
        journal.DatabaseContainer is { } name ? await engine.FindContainerAsync(name, cancellation) : null;

    private async Task<bool> PutPasswordBackAsync(ContainerFacts? database, CancellationToken cancellation)
    {
        if (database is null || journal.Password is not { } change)
        {
            return false;
        }

        var (wasRunning, password) = (database.Run.Running, new DatabasePassword(engine, database.Id, change.User, change.Database));
        try
        {
            if (!wasRunning)
            {
                await engine.StartContainerAsync(database.Id, cancellation);
            }

            if (!await password.AnswersAsync(cancellation))
            {
                return false;
            }

            await password.ChangeAsync(change.Former, cancellation);
            narrator.Undone(Steps.Password, "The database has its former password again.");
            return true;
        }
        catch (Exception problem) when (problem is DockerApiException or Stopped)
        {
            return false;
        }
        finally
        {
            if (!wasRunning)
            {
                await engine.StopContainerAsync(database.Id, cancellation);
            }
        }
    }

    private async Task RemoveNetworkAsync(CancellationToken cancellation)
    {
        if (journal.Network is { } network && await engine.FindNetworkAsync(network, cancellation) is not null)
        {
            await TryAsync(network, () => engine.RemoveNetworkAsync(network, cancellation));
        }
    }

    private void NameSecrets()
    {
        if (journal.KeepsSecrets)
        {
            _left.Add(ApplyFinding.SecretsKept.Say("The secrets of this run stay in mathesar.secrets.yaml, because a database may hold them already: its administrator and what it encrypts. The next run uses the same."));
        }

        if (journal.TriesSecrets)
        {
            _left.Add(ApplyFinding.SecretsTried.Say("The former secrets are back. Those of this run stay in .mathesar-setup/tried-secrets.yaml: where it made an administrator or a volume, they fit that one."));
        }
    }

    private async Task NameVolumesAsync(CancellationToken cancellation)
    {
        var there = new List<string>();
        foreach (var volume in journal.Volumes)
        {
            if (await engine.FindVolumeAsync(volume, cancellation) is not null)
            {
                there.Add(volume);
            }
        }

        if (there.Count > 0 && _unfinished is { } database)
        {
            _left.Add(ApplyFinding.DataUnfinished.Say($"PostgreSQL was stopped while it made its data, which nothing can use now. {UnfinishedData.WayOut(database.Spec.Mounts)}"));
        }

        if (there.Count > 0)
        {
            _left.Add(ApplyFinding.VolumesKept.Say($"This run made the volumes {string.Join(", ", there)}, which stay, since nothing here deletes data. To delete them: docker volume rm {string.Join(' ', there)}"));
        }
    }

    // One thing that cannot be brought back must not keep the others from it.
    private async Task TryAsync(string name, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (DockerApiException problem)
        {
            _left.Add(ApplyFinding.NotTakenBack.Say($"{name} could not be brought back: {EngineFindings.Words(problem)}. Settle that, then run the same command once more."));
        }
    }
}
