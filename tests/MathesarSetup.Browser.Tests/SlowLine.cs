using System.Text.RegularExpressions;

namespace MathesarSetup.Browser.Tests;

/// <summary>The web socket between a page and the wizard, whose answers can be held back: what a far network does to it.</summary>
internal sealed partial class SlowLine
{
    private readonly Lock _oneAtATime = new();
    private readonly Queue<Action> _held = [];
    private bool _holds;

    /// <summary>Lays it below the circuits that the page opens from now on.</summary>
    public static async Task<SlowLine> LayAsync(IPage page)
    {
        var line = new SlowLine();
        await page.RouteWebSocketAsync(Circuit(), line.Answer);
        return line;
    }

    public void Hold()
    {
        lock (_oneAtATime)
        {
            _holds = true;
        }
    }

    public void Release()
    {
        lock (_oneAtATime)
        {
            _holds = false;
            while (_held.TryDequeue(out var send))
            {
                send();
            }
        }
    }

    private void Answer(IWebSocketRoute page) => page.ConnectToServer().OnMessage(frame => Pass(() =>
    {
        if (frame.Binary is { } bytes)
        {
            page.Send(bytes);
        }
        else
        {
            page.Send(frame.Text!);
        }
    }));

    private void Pass(Action send)
    {
        lock (_oneAtATime)
        {
            if (_holds)
            {
                _held.Enqueue(send);
            }
            else
            {
                send();
            }
        }
    }

    [GeneratedRegex("/_blazor")]
    private static partial Regex Circuit();
}
