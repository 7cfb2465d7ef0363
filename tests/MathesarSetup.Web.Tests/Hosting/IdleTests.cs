using MathesarSetup.Web.Session;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MathesarSetup.Web.Tests.Hosting;

public sealed class IdleTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task After_30_minutes_without_input_it_stops_and_says_how_to_go_on()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var stopping = Stopping(wizard);

        wizard.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.False(stopping.IsCompleted);
        wizard.Time.Advance(TimeSpan.FromMinutes(1));

        await stopping.WaitAsync(Moment, TestContext.Current.CancellationToken);
        Assert.Contains("mathesar-setup serve --dir /srv/mathesar", wizard.Terminal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_tab_is_no_input()
    {
        await using var wizard = await RunningWizard.StartAsync();
        var stopping = Stopping(wizard);
        var cookie = await wizard.EnterAsync();
        wizard.Time.Advance(TimeSpan.FromMinutes(29));
        await wizard.GetAsync("/_blazor/initializers", cookie, ("Sec-Fetch-Site", "same-origin"));
        await wizard.UpgradeAsync(cookie, wizard.Url);
        wizard.Time.Advance(TimeSpan.FromMinutes(1));
        await stopping.WaitAsync(Moment, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Input_starts_the_30_minutes_anew()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var activity = new Activity(time);
        time.Advance(TimeSpan.FromMinutes(29));
        activity.Touch();
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(TimeSpan.FromMinutes(1), activity.Remaining);
    }

    [Fact]
    public void Work_in_progress_holds_it_open_and_its_end_counts_as_input()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var activity = new Activity(time);
        var first = activity.HoldOpen();
        using (activity.HoldOpen())
        {
            time.Advance(TimeSpan.FromHours(2));
        }

        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Activity.Limit, activity.Remaining);
        first.Dispose();
        first.Dispose();
        time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(TimeSpan.Zero, activity.Remaining);
    }

    private static Task Stopping(RunningWizard wizard)
    {
        var stopping = new TaskCompletionSource();
        wizard.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task;
    }
}
