using System.Collections.Immutable;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Life;
using MathesarSetup.Engine.Postgres;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Looking;

/// <summary>An installation by the files of its directory: what is to be seen of it.</summary>
/// <param name="Setup">As the files have it now, hand edits included; not what somebody drafts.</param>
public sealed record InstalledPlace(string Directory, Setup Setup, DraftReading Reading)
{
    /// <summary>Opens it; null where nothing was ever written by this program.</summary>
    public static InstalledPlace? Open(string directory, Machine machine)
    {
        var reading = DraftSources.ReadAt(directory, machine);
        return reading.Written is null ? null : new InstalledPlace(directory,
            InPlaceSetup.Of(Setup.Of(reading.Former.Settle(machine)), reading.Former, reading.Theirs), reading);
    }

    /// <summary>Where it is opened; null where its files name no address.</summary>
    public Uri? Address => Uri.TryCreate(Setup.Plan.Url.ToString(), UriKind.Absolute, out var address) ? address : null;

    /// <summary>That its own commands alone say how it is and start it, and which they are.</summary>
    public Finding ByHand => LifeFinding.ByHand.Say($"{Setup.Target.Title} is run by its own commands in {Directory}: "
        + $"{Setup.Instructions.Start} starts it, {Setup.Instructions.Stop} stops it, {Setup.Instructions.Logs} shows its log.");

    /// <summary>How it is now.</summary>
    public async Task<InstallationState> LookAsync(CancellationToken cancellation)
    {
        var directory = InstallDirectory.Open(Directory);
        var last = directory.Versions.LastOrDefault();
        var state = new InstallationState
        {
            Directory = Directory,
            Way = Setup.Target.Title,
            Release = Setup.Plan.Release.ToString(),
            Address = Address,
            IsInPlace = LayoutSettings.IsInPlace(Setup.Answers),
            Files = new FilesState(last?.Number ?? 0, last?.Time, HandEdit.In(Directory, directory.Watched, LayoutSettings.IsInPlace(Setup.Answers))),
            LogCommand = Setup.Instructions.Logs,
            Room = new MachineRoom(EngineConnection.FreeAt(Directory), null, ThisMachine.Read().MemoryBytes, ThisMachine.FreeMemory()),
        };
        return KnownRuntimes.For(Setup) is not null ? await WithServicesAsync(state, cancellation) : state;
    }

    /// <summary>What its address answers; null where this process cannot know, since it runs in a container and localhost is its own.</summary>
    public async Task<AddressAnswer?> AskAsync(CancellationToken cancellation) =>
        Address is not { } address || (address.IsLoopback && MountedPaths.IsInContainer()) ? null
            : await AddressAnswer.AskAsync(address, cancellation);

    /// <summary>What PostgreSQL says of the database; null where it is not reached from here, or does not say.</summary>
    public async Task<DatabaseFacts?> AskDatabaseAsync(CancellationToken cancellation) =>
        (await KnownRuntimes.FindAsync(Setup, cancellation)).Place is { } place
            ? await DatabaseFacts.AskAsync(place.For(Acceptance.None, Directory).ControlOf(Setup, Directory), PostgresLogin.Of(Setup), cancellation)
            : null;

    /// <summary>What of the place differs from what the files say, by running nothing; none where it cannot be seen.</summary>
    public async Task<ImmutableArray<ApplyChange>> DiffersAsync(CancellationToken cancellation)
    {
        if ((await KnownRuntimes.FindAsync(Setup, cancellation)).Place is not { } place)
        {
            return [];
        }

        var order = new ApplyOrder { Setup = Setup, Sources = Reading, Directory = Directory, PasswordIsSaid = true };
        return [.. (await order.PlanAsync(place, cancellation)).Changes.Changes
            .Where(static c => c is { Thing: ChangedThing.Container or ChangedThing.Unit, Verb: ChangeVerb.Replace })];
    }

    /// <summary>The answers that a draft has otherwise than the files, by their titles.</summary>
    public ImmutableArray<string> Pending(Setup drafted) =>
        [.. Setup.Draft.Texts.Keys.Union(drafted.Draft.Texts.Keys)
            .Where(key => Setup.Draft.Texts.GetValueOrDefault(key) != drafted.Draft.Texts.GetValueOrDefault(key))
            .Select(static key => Settings.Find(key)?.Title ?? key).Distinct(StringComparer.Ordinal)];

    private async Task<InstallationState> WithServicesAsync(InstallationState state, CancellationToken cancellation)
    {
        var search = await KnownRuntimes.FindAsync(Setup, cancellation);
        if (search.Place is not { } place)
        {
            return state with { Problem = search.Findings.FirstOrDefault() };
        }

        place = place.For(Acceptance.None, Directory);
        var (services, problem) = await place.LifeOf(Setup, Directory).LookAsync(cancellation);
        return state with
        {
            Services = problem is null ? services : null,
            Engine = place.ToString(),
            Problem = problem,
            Room = state.Room with { EngineBytes = place.Facts.FreeBytes },
        };
    }
}
