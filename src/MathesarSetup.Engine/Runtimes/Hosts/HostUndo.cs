using System.Text;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Engine.Runtimes.Systemd;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Runtimes.Hosts;

/// <summary>The way back of a run without containers: by its journal and by what is really there, wherever it was cut off.</summary>
/// <param name="Directory">The install directory.</param>
internal sealed record HostUndo(HostJournal Journal, ProgramHost Host, Narrator Narrator, string Directory) : WayBack<ProgramHost>(Host, Narrator)
{
    // A step of the script goes on for a while after who called it was killed.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMinutes(10);

    private Disk Root => Host.At(Journal.Root);

    // Whether another program serves than the one to go back to.
    private bool IsOthers => Journal.HadProgram && new FileInfo(Root.Full(HostPlace.Current)).LinkTarget is { } link && link != Journal.Link;

    // Whether the script's own way back leads to what served before the run; one that was there already may lead behind that.
    private bool LeadsBack => Root.Read($"{HostPlace.Switch}/former") is { } former
        && Path.GetFileName(Encoding.UTF8.GetString(former.Content).Trim()) == Path.GetFileName(Journal.Link ?? Journal.Root);

    public async Task RunAsync()
    {
        if (!await Host.IsQuietAsync(Directory, s_quiet))
        {
            Left.Add(HostFinding.AtWork.Say($"A step of install.sh that an earlier run began still works in {Directory}. Wait until it has ended, "
                + "then run the same command once more."));
            return;
        }

        if (IsOthers && !LeadsBack)
        {
            Left.Add(ApplyFinding.NotTakenBack.Say("The former program could not be brought back: another one has taken over, with tables that the "
                + "former one does not know. Run the same command once more, which goes on from there."));
            return;
        }

        await ProgramAsync();
        if (Left is [])
        {
            await UnitsAsync();
            await SettingsAsync();
        }
    }

    /// <summary>
    /// Whether the run was cut off, and its program serves all the same. People may have worked with it since, so it stays.
    /// </summary>
    public async Task<bool> HasTakenOverAsync() => await Host.IsQuietAsync(Directory, s_quiet) && IsOthers && (!Root.Exists(HostPlace.Switch)
        || ((await UnitStatus.ReadAsync(Host, $"{Journal.Name}.service", CancellationToken.None)).IsActive && await KeepAsync() is null));

    /// <summary>Closes the way back to the former program; why not, where that is not possible.</summary>
    public async Task<StepFailure?> KeepAsync()
    {
        try
        {
            if (Root.Exists(HostPlace.Switch))
            {
                await new HostScript(Host, Directory, Narrator).RunAsync("keep", null, null, CancellationToken.None);
            }

            return null;
        }
        catch (StepFailure problem)
        {
            return problem;
        }
    }

    // Which program serves, and on which tables, its own script brings back.
    private async Task ProgramAsync()
    {
        if (Journal.HadProgram && LeadsBack)
        {
            await TryAsync("The former program",
                () => new HostScript(Host, Directory, Narrator).RunAsync("back", null, null, CancellationToken.None));
        }

        foreach (var service in Left is [] ? Journal.Services.Reverse().Where(static s => s.IsChanged) : [])
        {
            await TryAsync(service.Unit, () => StopAsync(service.Unit));
        }

        if (Left is [] && !Journal.HadProgram && Root.Exists(HostPlace.Switch))
        {
            Host.Announce();
            System.IO.Directory.Delete(Root.Full(HostPlace.Switch), recursive: true);
        }

        if (Left is [])
        {
            InPlaceFile.Link(Host, Root, HostPlace.Current, Journal.Link);
        }
    }

    private async Task UnitsAsync()
    {
        foreach (var unit in Journal.Units)
        {
            if (unit.Base64 is null && Host.Units.Exists(unit.Name))
            {
                await TryAsync(unit.Name, () => Host.DoAsync(HostCommand.UnitDisable.About(unit.Name), CancellationToken.None));
            }

            InPlaceFile.WriteUnit(Host.Units, unit.Name, unit.Content);
        }

        await TryAsync(Host.Units.Root, () => Host.DoAsync(HostCommand.UnitReload, CancellationToken.None));
        Narrator.Undone(StepNames.Units, "The former units are back.");
    }

    private async Task SettingsAsync()
    {
        foreach (var setting in Journal.Settings.Where(static s => System.IO.Directory.Exists(s.Folder)))
        {
            OwnedFile.Restore(Host.At(setting.Folder), setting.Name, setting.File);
        }

        if (Journal.Import is { } added && new Disk(added.Sites).IsEmpty)
        {
            OwnedFile.Remove(Host.At(added.Folder), added);
        }

        if (!Journal.WasChanged)
        {
            Root.Delete(FoundHost.ChangedFile);
        }

        if (Journal.Proxy is { } proxy && (await UnitStatus.ReadAsync(Host, proxy, CancellationToken.None)).IsActive)
        {
            await TryAsync(proxy, () => Host.DoAsync(HostCommand.ProxyReload.About(proxy), CancellationToken.None));
        }
    }
}
