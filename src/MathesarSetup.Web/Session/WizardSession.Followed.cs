using System.Collections.Immutable;
using MathesarSetup.App.Changing;
using MathesarSetup.App.Comparing;
using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <content>What a verb changed in the directory while the session had it open.</content>
public sealed partial class WizardSession
{
    /// <summary>
    /// Reads the answers anew, after an upgrade, a restore or a new key changed them. What somebody drafted and did not install stays drafted.
    /// Undoing goes no further back: it would bring a former release or key into the answers again.
    /// </summary>
    public void FollowDirectory()
    {
        var present = DraftSources.ReadAt(Directory, _machine);
        lock (_gate)
        {
            var (was, drafted) = (Now.Installed.Texts, Setup.Draft.Texts);
            var mine = was.Keys.Union(drafted.Keys).Where(key => was.GetValueOrDefault(key) != drafted.GetValueOrDefault(key)).ToImmutableArray();
            var draft = mine.Aggregate(present.Draft, (d, key) => d.With(key, drafted.GetValueOrDefault(key))).Settle(present.Machine);
            (_present, _machine, _onDisk, _import, _there) = (present, present.Machine, present.Findings, null, null);
            (_wrote, LastWrite, FileDecisions) = (false, null, FileDecisions.None);
            _history = History.Of(draft);
            _ground = GroundOf(present, Setup.Of(draft));
            Setup = Follow(draft);
            _ground = _ground with { Start = Setup };
            Traces = ImmutableDictionary<string, FileTrace>.Empty;
            Version++;
            if (mine.IsEmpty)
            {
                _keeper.Drop();
            }
            else
            {
                _keeper.Keep(draft);
            }
        }

        Changed?.Invoke();
    }
}
