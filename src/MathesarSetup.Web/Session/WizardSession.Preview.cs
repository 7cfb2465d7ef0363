using System.Collections.Immutable;
using MathesarSetup.App.Changing;
using MathesarSetup.App.Comparing;
using MathesarSetup.Engine.Files;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Session;

/// <content>The files as they will lie in the directory, which is read once and not at every keystroke.</content>
public sealed partial class WizardSession
{
    private DirectorySnapshot? _there;
    private Previewed? _shown;
    private Previewed? _shownAtStart;
    private AnswerLines? _lines;

    /// <summary>The files as they will be written, and what becomes of each.</summary>
    public FilesPreview Preview
    {
        get
        {
            lock (_gate)
            {
                return (_shown = Show(Setup, _shown)).Preview;
            }
        }
    }

    /// <summary>Reads the directory anew: somebody may have edited a file in it.</summary>
    public void ReadDirectory()
    {
        lock (_gate)
        {
            _there = null;
        }
    }

    /// <summary>Who made a line of the files as they will be written. It takes a moment, so it is not for the screen's own thread.</summary>
    public LineOrigin Explain(FilePlace place) => LineOrigin.Of(Preview, Lines(), place);

    /// <summary>Where an answer shows in the files as they will be written.</summary>
    public ImmutableArray<FilePlace> PlacesOf(string key) => LineOrigin.Places(Preview, Lines(), key);

    private FilesPreview PreviewAtStart => (_shownAtStart = Show(Now.Start, _shownAtStart)).Preview;

    private Decisions Known => new() { Adopted = Now.Adopted?.Replaced ?? [], Added = Now.Adopted?.Override };

    private DirectorySnapshot There => _there ??= DirectorySnapshot.Of(Directory);

    private Previewed Show(Setup setup, Previewed? last)
    {
        var (there, now) = (There, Now);
        return last is not null && ReferenceEquals(last.Setup, setup) && ReferenceEquals(last.There, there) && ReferenceEquals(last.Ground, now)
            && ReferenceEquals(last.Said, FileDecisions)
            ? last
            : new Previewed(setup, there, now, FileDecisions,
                FilesPreview.Of(there, there.IsEmpty ? new(setup.Files, []) : _present.FilesFor(setup, Directory), Known, FileDecisions));
    }

    private AnswerLines Lines()
    {
        lock (_gate)
        {
            var now = Now;
            return _lines = _lines is { } lines && ReferenceEquals(lines.Setup, Setup) ? lines
                : new AnswerLines(Setup, draft => InPlaceSetup.Of(Setup.Of(draft), now.Said, now.Theirs).Files);
        }
    }

    // What a preview was made from.
    private sealed record Previewed(Setup Setup, DirectorySnapshot There, Ground Ground, FileDecisions Said, FilesPreview Preview);
}
