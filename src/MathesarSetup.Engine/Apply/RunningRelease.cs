using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Mathesar;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Apply;

/// <summary>Asks what is there for the release of Mathesar that it runs, or ran last. Changes nothing.</summary>
internal static class RunningRelease
{
    private const string Code = "/code/";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>A line of shell that asks PostgreSQL for the last migration, over the socket, which its image trusts.</summary>
    public static readonly string AskLast = $"psql -XqAt -v ON_ERROR_STOP=1 <<\"EOF\"\n{Migrations.AskLast}EOF";


    /// <summary>What the containers of an installation tell; null where none does.</summary>
    public static async Task<ToldRelease?> OfAsync(
        EngineConnection engine, WantedState wanted, EngineHoldings holdings, CancellationToken cancellation)
    {
        var web = FormerState.Former(wanted, holdings, wanted.Web);
        var tag = web is null ? null : ToldRelease.Of(ImageReference.Of(web.Spec.Image).TagOrDigest, $"the image of {web.Name} says so");
        if (web?.Labels.GetValueOrDefault(Labels.Release) is { } label && ToldRelease.Of(label, $"{web.Name} was made for it") is { } made
            && (tag is null || made.Range == tag.Range))
        {
            return made;
        }

        return web is not null && (await OfContainerAsync(engine, web, cancellation) ?? tag) is { } told ? told
            : wanted.Database is { } database
                && FormerState.Former(wanted, holdings, database) is { } former ? await OfDatabaseAsync(engine, former, cancellation)
            : null;
    }

    /// <summary>What a container of Mathesar says itself, or the files inside one that does not run; null where it says nothing.</summary>
    public static async Task<ToldRelease?> OfContainerAsync(EngineConnection engine, ContainerFacts web, CancellationToken cancellation)
    {
        var because = $"the container {web.Name} says so itself, asked by `bash bin/mathesar version`";
        var said =
            web.Run.Running
                && await AskAsync(engine, web.Id, ["bash", "-c", $"cd {Code} && exec bash bin/mathesar version"],
                    cancellation) is { Succeeded: true } answer
                ? CodeVersion.ReadAnswer(answer.Output)
                : null;
        if (said is null && await engine.ReadTextAsync(web.Id, Code + CodeVersion.File, cancellation) is { } code)
        {
            (said, because) = (CodeVersion.Read(code), $"{Code}{CodeVersion.File} inside the container {web.Name} says so");
        }

        return said is null ? null
            : ToldRelease.Of(CodeVersion.Corrected(said, CodeVersion.NeedsTellTale(said)
                && await engine.ReadTextAsync(web.Id, Code + CodeVersion.TellTale, cancellation) is not null), because);
    }

    /// <summary>
    /// What the records in a container of PostgreSQL tell, by the names that it was made with; null where it does not run, or holds none.
    /// </summary>
    public static async Task<ToldRelease?> OfDatabaseAsync(EngineConnection engine, ContainerFacts database, CancellationToken cancellation)
    {
        var user = database.Variable("POSTGRES_USER") is { Length: > 0 } named ? named : "postgres";
        return database.Run.Running
            && await LastMigrationAsync(engine, database.Id, user, database.Variable("POSTGRES_DB") is { Length: > 0 } name ? name : user,
                cancellation) is { Length: > 0 } migration
            ? Of(migration, database.Name)
            : null;
    }

    /// <summary>The last migration that a database holds; empty where Mathesar has never been in it, null where it does not answer.</summary>
    public static async Task<string?> LastMigrationAsync(
        EngineConnection engine, string container, string user, string database, CancellationToken cancellation) =>
        await AskAsync(engine, container, ["sh", "-c", AskLast], cancellation,
            $"PGUSER={user}", $"PGDATABASE={database}", "PGCONNECT_TIMEOUT=5") is { Succeeded: true } answer
            ? answer.Output.Trim()
            : null;

    /// <summary>The releases that end with a migration; null for one that none does.</summary>
    public static ToldRelease? Of(string migration, string container) =>
        Migrations.Releases(migration) is { } range ? new ToldRelease(range, $"the last migration in {container} is {migration}") : null;

    private static async Task<ShellEnd?> AskAsync(
        EngineConnection engine, string container, string[] command, CancellationToken cancellation, params string[] variables)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_patience);
        try
        {
            return await engine.RunAsync(container, new ShellCommand([.. command]) { Variables = [.. variables] }, limit.Token);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
