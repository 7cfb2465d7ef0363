using System.Globalization;

namespace MathesarSetup.Web.Cli;

/// <summary>The last line of a terminal, which says what goes on at this moment and for how long; what is over stands above it.</summary>
internal sealed class LiveLine : IDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(0.5);

    private readonly Screen _screen;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly List<Going> _going = [];
    private int _drawn;

    private LiveLine(Screen screen, TimeProvider clock)
    {
        (_screen, _clock) = (screen, clock);
        _timer = clock.CreateTimer(_ => Tick(), null, s_beat, s_beat);
    }

    /// <summary>The live line of a terminal; null for what keeps every line that is written to it.</summary>
    public static LiveLine? On(TextWriter output, TimeProvider clock) => output is Screen { IsLive: true } screen ? new(screen, clock) : null;

    /// <summary>A step begins or goes on.</summary>
    /// <param name="message">What it does; null for what was said when it began.</param>
    public void Go(string step, string? message, double? fraction = null) => Print(() =>
    {
        var going = _going.Find(g => g.Step == step) ?? new Going(step, _clock.GetTimestamp());
        _going.Remove(going);
        _going.Add(going);
        (going.Message, going.Fraction) = (message ?? going.Message, fraction ?? going.Fraction);
    });

    /// <summary>A step is over: how long it took, behind what is said of it; nothing where that was less than a second.</summary>
    public string End(string step)
    {
        lock (_lock)
        {
            var going = _going.Find(g => g.Step == step);
            return going is null || !_going.Remove(going) || _clock.GetElapsedTime(going.Began) is var took && took < TimeSpan.FromSeconds(1)
                ? ""
                : $" ({Words(took)})";
        }
    }

    /// <summary>Writes lines above it.</summary>
    public void Print(Action write)
    {
        lock (_lock)
        {
            // Blanks instead of a sequence that erases: they work everywhere.
            if (_drawn > 0)
            {
                _screen.Write($"\r{new string(' ', _drawn)}\r");
                _drawn = 0;
            }

            write();
            Draw();
        }
    }

    /// <summary>Nothing goes on any more, or somebody is asked.</summary>
    public void Rest()
    {
        lock (_lock)
        {
            _going.Clear();
            Print(static () => { });
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Rest();
    }

    private void Tick()
    {
        lock (_lock)
        {
            Draw();
        }
    }

    private void Draw()
    {
        if (_going is [.., var last])
        {
            var text = Fitted(last);
            _screen.Write($"\r{text.PadRight(_drawn)}");
            _drawn = text.Length;
        }
    }

    private string Fitted(Going going)
    {
        var took = $"  {Words(_clock.GetElapsedTime(going.Began))}";
        var text = $"...    {going.Message}{(going.Fraction is { } part ? $" {part.ToString("0 %", CultureInfo.InvariantCulture)}" : "")}";
        var room = Math.Max(0, (Screen.ColumnsOf(_screen) ?? 80) - 1 - took.Length);
        return (text.Length <= room ? text : text[..room]) + took;
    }

    private static string Words(TimeSpan time) => time.TotalMinutes < 1
        ? $"{(int)time.TotalSeconds} s"
        : $"{(int)time.TotalMinutes} min {time.Seconds:00} s";

    private sealed class Going(string step, long began)
    {
        public string Step => step;

        public long Began => began;

        public string Message { get; set; } = "";

        public double? Fraction { get; set; }
    }
}
