using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Engine.Apply;

/// <summary>Tells what happens, one event after the other, and lets no secret through.</summary>
internal sealed class Narrator(Action<ApplyEvent> tell, Redaction redaction, TimeProvider clock)
{
    private readonly Lock _oneAtATime = new();

    public static Narrator For(Plan? plan, Action<ApplyEvent> tell) => new(tell, Redaction.Of(plan), TimeProvider.System);

    public void Started(string step, string message) => Tell(step, StepState.Started, message);

    public void Done(string step, string message) => Tell(step, StepState.Done, message);

    public void Undone(string step, string message) => Tell(step, StepState.Undone, message);

    public void Progress(string step, string message, double? fraction = null) => Tell(step, StepState.Progress, message, fraction);

    public void Log(string step, string line, Finding? finding) => Tell(step, StepState.Log, redaction.HideInLog(LogText.Plain(line)), finding: finding);

    public void Failed(string step, Finding finding) => Tell(step, StepState.Failed, finding.Message, finding: finding);

    /// <summary>The text with dots for every secret of the plan.</summary>
    public string Redact(string text) => redaction.Hide(text);

    public Finding Redact(Finding finding) => finding with { Message = Redact(finding.Message) };

    private void Tell(string step, StepState state, string message, double? fraction = null, Finding? finding = null)
    {
        lock (_oneAtATime)
        {
            tell(new ApplyEvent(clock.GetUtcNow(), step, state,
                Redact(message))
            { Fraction = fraction, Finding = finding is null ? null : Redact(finding) });
        }
    }
}
