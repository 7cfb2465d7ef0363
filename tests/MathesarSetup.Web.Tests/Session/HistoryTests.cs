using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Session;

public sealed class HistoryTests
{
    private static readonly Draft s_one = Draft.Empty.With(AccessSettings.Port, "1");
    private static readonly Draft s_two = Draft.Empty.With(AccessSettings.Port, "12");

    [Fact]
    public void TypingInOneFieldIsOneStep()
    {
        var history = History.Of(Draft.Empty).With(s_one, "access.port").With(s_two, "access.port");

        Assert.Same(Draft.Empty, history.Undo().Present);
        Assert.False(history.Undo().CanUndo);
    }

    [Fact]
    public void TypingAgainAfterARestIsAStepOfItsOwn() =>
        Assert.Same(s_one, History.Of(Draft.Empty).With(s_one, "access.port").Rest().With(s_two, "access.port").Undo().Present);

    [Fact]
    public void AnotherFieldIsAnotherStep() =>
        Assert.Same(s_one, History.Of(Draft.Empty).With(s_one, "access.port").With(s_one.With(RunSettings.Name, "a"), "install.name").Undo().Present);

    [Fact]
    public void RedoBringsBackWhatUndoTook() =>
        Assert.Same(s_two, History.Of(Draft.Empty).With(s_one).With(s_two).Undo().Redo().Present);

    [Fact]
    public void ANewChangeEndsTheWayForward() =>
        Assert.False(History.Of(Draft.Empty).With(s_one).Undo().With(s_two).CanRedo);

    [Fact]
    public void AChangeThatChangesNothingIsNoStep() =>
        Assert.False(History.Of(s_one).With(Draft.Empty.With(AccessSettings.Port, "1")).CanUndo);
}
