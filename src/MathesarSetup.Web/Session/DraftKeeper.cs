using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>Saves the newest draft a moment after the last change, and at the latest when it is disposed.</summary>
internal sealed class DraftKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly DraftStore _store;
    private readonly string _directory;
    private readonly ITimer _timer;
    private Draft? _waiting;

    public DraftKeeper(DraftStore store, string directory, TimeProvider time)
    {
        _store = store;
        _directory = directory;
        _timer = time.CreateTimer(_ => Save(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why the draft could not be saved; null when it could.</summary>
    public Finding? Trouble { get; private set; }

    public event Action? TroubleChanged;

    public void Keep(Draft draft)
    {
        lock (_gate)
        {
            _waiting = draft;
        }

        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Forgets the saved draft and what waits to be saved.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            _waiting = null;
        }

        Tell(_store.Forget(_directory));
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        Save();
    }

    private void Save()
    {
        Draft? draft;
        lock (_gate)
        {
            (draft, _waiting) = (_waiting, null);
        }

        if (draft is not null)
        {
            Tell(_store.Save(_directory, draft));
        }
    }

    private void Tell(Finding? trouble)
    {
        if (trouble?.Message != Trouble?.Message)
        {
            Trouble = trouble;
            TroubleChanged?.Invoke();
        }
    }
}
