using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using MathesarSetup.App.Changing;
using MathesarSetup.App.Opening;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <summary>
/// The one draft of an install directory, shared by all tabs: its setup, its history, and what changed in the files. Any thread may call it.
/// </summary>
public sealed partial class WizardSession : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly DraftStore _store;
    private Machine _machine;
    private readonly TimeProvider _time;
    private DraftKeeper _keeper;
    private string? _madePassword;
    private DraftReading _present;
    private ImmutableArray<Finding> _onDisk;
    private bool _wrote;
    private History _history;
    private Ground _ground;

    public WizardSession(string directory, DraftStore store, Machine machine, TimeProvider time)
    {
        (_store, _machine, _time) = (store, machine, time);
        Open(directory);
    }

    /// <summary>Raised after every change, outside of any lock, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>The install directory, absolute.</summary>
    public string Directory { get; private set; }

    /// <summary>Whether a draft from an earlier run was found.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>Everything that follows from the draft as it is now.</summary>
    public Setup Setup { get; private set; }

    /// <summary>What went wrong with keeping the draft itself.</summary>
    public ImmutableArray<Finding> Troubles { get; private set; }

    /// <summary>The changed lines by path; files that are as they were have no entry.</summary>
    public ImmutableDictionary<string, FileTrace> Traces { get; private set; } = ImmutableDictionary<string, FileTrace>.Empty;

    /// <summary>Counts the changes, so that a screen can tell an old highlight from a new one.</summary>
    public int Version { get; private set; }

    /// <summary>The steps that were opened or passed by on purpose.</summary>
    public ImmutableHashSet<string> Seen { get; private set; } = [];

    /// <summary>The fields that somebody has left, filled or not.</summary>
    public ImmutableHashSet<string> Left { get; private set; } = [];

    public bool CanUndo => _history.CanUndo;

    public bool CanRedo => _history.CanRedo;

    /// <summary>Everything as it was when the session began, or when it was last written.</summary>
    public Setup Start => Now.Start;

    /// <summary>Takes one answer. Answers that are <paramref name="typed"/> letter by letter join into one step; null takes an answer back.</summary>
    public void Answer(string key, string? text, bool typed = false)
    {
        LastAnswered = key;
        Change(draft => From(draft).Say(key, text).Draft, typed ? key : null);
    }

    /// <summary>Does what a finding's button says.</summary>
    public void Apply(Fix fix) => Change(draft => From(draft).Say(fix.Set).Draft);

    /// <summary>Changes several answers in one step.</summary>
    public void Change(Func<Draft, Draft> change, string? typing = null) => Step(h =>
    {
        var changed = change(h.Present);
        return h.With(typing is null ? MakeUp(h.Present, changed) : changed, typing);
    });

    /// <summary>Ends the typing into fields that somebody leaves.</summary>
    public void Leave(params IEnumerable<string> keys)
    {
        lock (_gate)
        {
            _history = _history.Rest();
            var left = Left.Union(keys);
            if (left.Count == Left.Count)
            {
                return;
            }

            Left = left;
        }

        Changed?.Invoke();
    }

    /// <summary>Whether a finding only says what an empty field is for, which nobody has come to yet: no reason to speak of an error.</summary>
    public bool IsAwaited(Finding finding) =>
        finding is { Severity: Severity.Error, Key: { } key } && !Left.Contains(key) && Settings.Find(key) is { } setting
            && (Setup.Draft.Texts.GetValueOrDefault(key) ?? (setting.Repeated ? "" : Setup.Answers.DefaultText(setting))).Length == 0;

    /// <summary>A new secret of a setting that can be made here; null when it cannot.</summary>
    public string? Generate(Setting setting) => setting.Settle?.Invoke(_machine, Setup.Answers);

    /// <summary>A new random password, for a role that is made elsewhere.</summary>
    public string RandomPassword() => _machine.Alphanumeric(32);

    /// <summary>Back to the recommended settings, with new secrets where nothing is installed yet. Can be undone.</summary>
    public void StartOver()
    {
        // Files that stay their author's stay so, under the names that they have.
        var isInPlace = LayoutSettings.IsInPlace(Setup.Answers);
        Change(_ => From(Now.Installed).Resume(Draft.Empty,
            s => s.Settle is not null || (isInPlace && (LayoutSettings.Holds(s) || KeptSettings.All.Contains(s)))).Draft);
    }

    /// <summary>Remembers that steps were seen.</summary>
    public void See(params ReadOnlySpan<string> steps)
    {
        lock (_gate)
        {
            var seen = Seen.Union(steps.ToArray());
            if (seen.Count == Seen.Count)
            {
                return;
            }

            Seen = seen;
        }

        Changed?.Invoke();
    }

    /// <summary>How the last writing ended; null before the first.</summary>
    public WriteResult? LastWrite { get; private set; }

    /// <summary>Whether the draft changed since the files were last written.</summary>
    public bool IsAheadOfDisk => !ReferenceEquals(Now.Start.Draft, Setup.Draft);

    /// <summary>Whether this session wrote the files of the draft as it is now.</summary>
    public bool IsOnDisk => _wrote && !IsAheadOfDisk;

    /// <summary>Takes note that somebody else wrote the files of this set-up into the directory.</summary>
    public void Installed(Setup setup)
    {
        lock (_gate)
        {
            LieOnDisk(setup);
        }

        _store.Directories.Remember(Directory);
        Changed?.Invoke();
    }

    /// <summary>Whether the answer was said by somebody or read from a file, and not made up by this session.</summary>
    public bool IsSaid(Setting setting) =>
        Now.Installed.Texts.ContainsKey(setting.Key)
            || (setting == DatabaseSettings.Password && Setup.Draft.Texts.GetValueOrDefault(setting.Key) != _madePassword);

    public async ValueTask DisposeAsync()
    {
        await _keeper.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // From now on the directory itself says everything.
    private void LieOnDisk(Setup setup)
    {
        (_ground, _import, _wrote) = (GroundOf(setup), null, true);
        // Data may be made with it from now on.
        _madePassword = _madePassword == setup.Draft.Texts.GetValueOrDefault(DatabaseSettings.Password.Key) ? null : _madePassword;
        _onDisk = [.. _onDisk.Where(static f => f.Severity is Severity.Error)];
        _present = _present with { Files = [] };
        // What the change costs is no news any more.
        _ground = _ground with { Start = Follow(setup.Draft) };
        Setup = ReferenceEquals(Setup, setup) ? _ground.Start : Setup;
        _keeper.Drop();
        _there = null;
        Traces = FileTrace.Of(PreviewAtStart.Files, PreviewAtStart.Files, Preview.Files);
        Version++;
    }

    [MemberNotNull(nameof(Directory), nameof(_keeper), nameof(_history), nameof(_ground), nameof(_present), nameof(Setup))]
    private void Open(string directory)
    {
        (Directory, _there) = (directory, null);
        _keeper = new DraftKeeper(_store, directory, _time);
        var (saved, findings) = _store.Load(directory);
        var present = DraftSources.ReadAt(directory, _machine);
        IsResumed = saved is not null;
        _machine = present.Machine;
        (_present, _onDisk) = (present, present.Findings);
        // A draft from before the files were written has made-up secrets of its own. The data was made with those in the directory
        // (nocodb/nocodb#14082 is what happens otherwise), so what was settled there stays.
        var draft = (saved is null
            ? present.Draft
            : new Conversation(present.Draft, _machine).Resume(_machine.Lost.Aggregate(saved, static (d, key) => d.With(key, null)),
                static s => s is { Secret: true, Settle: not null }).Draft).Settle(_machine);
        _madePassword = MadePassword(draft, present.Draft);
        _history = History.Of(draft);
        _ground = Resumed(saved) ?? GroundOf(present, Setup.Of(draft));
        Setup = Follow(draft);
        _ground = _ground.Adopted is not null ? _ground : _ground with { Start = Setup };
        Traces = _ground.Adopted is not null
            ? FileTrace.Of(PreviewAtStart.Files, Preview.Files, Preview.Files)
            : ImmutableDictionary<string, FileTrace>.Empty;
        Troubles = findings;
        var keeper = _keeper;
        keeper.TroubleChanged += () =>
        {
            Troubles = keeper.Trouble is { } trouble ? [trouble] : [];
            Changed?.Invoke();
        };
    }

    private void Step(Func<History, History> step)
    {
        lock (_gate)
        {
            var (before, shown) = (Setup, Preview);
            _history = step(_history);
            if (ReferenceEquals(_history.Present, before.Draft))
            {
                return;
            }

            Setup = Follow(_history.Present);
            Traces = FileTrace.Of(PreviewAtStart.Files, shown.Files, Preview.Files);
            Version++;
            _keeper.Keep(Setup.Draft);
        }

        Changed?.Invoke();
    }

    private Conversation From(Draft draft) => new(draft, _machine) { MadePassword = _madePassword };
}
