using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.App.Looking;
using MathesarSetup.App.Running;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup logs</c>: what the services of an installation said, with what known lines mean.</summary>
internal sealed class LogsCommand
{
    private const int Usual = 200;
    private const int Many = 5000;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly Argument<string?> _service = new("service")
    {
        Description = "The service, such as mathesar or db. Default: all of them.",
        HelpName = "SERVICE",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with what they say from now on, until Ctrl+C." };
    private readonly Option<bool> _lastError = new("--last-error") { Description = "Only the last error, with the lines that belong to it." };
    private readonly Option<string?> _since = new("--since")
    {
        Description = "From when on: a time back, such as 10m, 2h or 3d, or a moment, such as 2026-11-29T12:00.",
        HelpName = "TIME",
    };
    private readonly InstalledCommand _command;
    private readonly Lock _lock = new();

    private LogsCommand()
    {
        _command = new InstalledCommand("logs", "Show what Mathesar and its database said, and what known lines mean.", RunAsync);
        var command = _command.Command;
        command.Add(_service);
        command.Add(_follow);
        command.Add(_since.NotEmpty());
        command.Add(_lastError);
        command.AddRule(result =>
        {
            if (result.GetValue(_follow) && result.GetValue(_lastError))
            {
                result.AddError("--follow and --last-error exclude each other.");
            }

            if (result.GetValue(_since) is { } said && Moment(said) is null)
            {
                result.AddError($"--since does not understand {said}. Say a time back, such as 10m, 2h or 3d, or a moment, such as "
                    + "2026-11-29T12:00.");
            }
        });
    }

    public static Command Create() => new LogsCommand()._command.Command;

    /// <summary>The moment that a text means; null where it means none.</summary>
    internal static DateTimeOffset? Moment(string said) =>
        said is [.. var number, 's' or 'm' or 'h' or 'd'] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var many)
            ? Back(many * (said[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3600L, _ => 86400L }))
            : DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment) ? moment : null;

    // No log is older than what the numbers of Unix count.
    private static DateTimeOffset Back(long seconds) => DateTimeOffset.UtcNow is var now && seconds < now.ToUnixTimeSeconds()
        ? now - TimeSpan.FromSeconds(seconds) : DateTimeOffset.UnixEpoch;

    private async Task<int> RunAsync(InstalledPlace place, ParseResult parsed, CancellationToken cancellation)
    {
        var state = await place.LookAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (state.Services is not { } services)
        {
            return _command.Say(parsed, [state.Problem ?? place.ByHand]);
        }

        var meant = services.Where(s => parsed.GetValue(_service) is not { } name || s.Service == name || s.Container == name).ToArray();
        if (meant is [])
        {
            return _command.Say(parsed, [LifeFinding.NoService.Say($"The installation in {place.Directory} has no service "
                + $"{parsed.GetValue(_service)}. "
                + $"It has {string.Join(", ", services.Select(static s => s.Service))}.")]);
        }

        var since = parsed.GetValue(_since) is { } said ? Moment(said) : null;
        var width = meant.Length == 1 ? 0 : meant.Max(static s => s.Service.Length);
        var there = meant.Where(static s => s.Condition is not ServiceCondition.NotMade).ToArray();
        if (there is [])
        {
            return _command.Say(parsed, [LifeFinding.NotMade.Say($"Nothing of the installation in {place.Directory} is there that could have said "
                + "anything. Install it, or say --dir with the right directory.")]);
        }

        return parsed.GetValue(_follow) ? await FollowAsync(place, parsed, there, since, width, cancellation)
            : await ReadAsync(place, parsed, there, since, width, cancellation);
    }

    private async Task<int> ReadAsync(
        InstalledPlace place, ParseResult parsed, ServiceState[] services, DateTimeOffset? since, int width, CancellationToken cancellation)
    {
        var isError = parsed.GetValue(_lastError);
        var findings = new List<Finding>();
        foreach (var service in services)
        {
            var (lines, problems) = await RunningInstallation.ReadLogAsync(place, service.Container, since, isError || since is not null
                ? Many : Usual, cancellation);
            cancellation.ThrowIfCancellationRequested();
            findings.AddRange(problems);
            foreach (var line in isError ? LastError.In(lines) : lines)
            {
                Print(parsed, service, line, width);
            }
        }

        FindingOutput.Print(findings, parsed.InvocationConfiguration.Error);
        return findings is [] ? Exit.Done : Exit.Forbidden;
    }

    // Whoever follows ends it by Ctrl+C, which is no failure. A service that is started anew goes on in the same log.
    private async Task<int> FollowAsync(
        InstalledPlace place, ParseResult parsed, ServiceState[] services, DateTimeOffset? since, int width, CancellationToken cancellation)
    {
        var findings = await Task.WhenAll(services.Select(service => FollowAsync(place, service, since,
            line => Print(parsed, service, line, width), cancellation)));
        Finding[] told = cancellation.IsCancellationRequested ? [] : [.. findings.SelectMany(static f => f)];
        FindingOutput.Print(told, parsed.InvocationConfiguration.Error);
        return told is [] ? Exit.Done : Exit.Forbidden;
    }

    private static async Task<ImmutableArray<Finding>> FollowAsync(
        InstalledPlace place, ServiceState service, DateTimeOffset? since, Action<LogLine> tell, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var findings = await RunningInstallation.ListenAsync(place, service.Container, since, tell, cancellation);
                since = DateTimeOffset.UtcNow;
                if (cancellation.IsCancellationRequested || findings is not [])
                {
                    return findings;
                }

                if ((await place.LookAsync(cancellation)).Services?.FirstOrDefault(s => s.Service == service.Service)
                    is not { Condition: not ServiceCondition.NotMade } now)
                {
                    return [LifeFinding.NotMade.Say($"{service.Service} is gone, so its log ended.")];
                }

                service = now;
                await Task.Delay(s_pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    private void Print(ParseResult parsed, ServiceState service, LogLine line, int width)
    {
        var output = parsed.InvocationConfiguration.Output;
        lock (_lock)
        {
            if (_command.IsJson(parsed))
            {
                output.WriteLine(Json(service, line));
                return;
            }

            var ink = Ink.Of(output);
            var start = width == 0 ? "" : ink.Faint($"{service.Service.PadRight(width)} | ");
            output.WriteLine(start + line.Text);
            if (line.Meaning is { } meaning)
            {
                output.WriteLine(start + ink.Word(meaning.Severity, "  means: ") + meaning.Message);
            }
        }
    }

    private static string Json(ServiceState service, LogLine line)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("service", service.Service);
            json.WriteString("text", line.Text);
            if (line.Meaning is { } meaning)
            {
                json.WriteString("code", meaning.Code);
                json.WriteString("meaning", meaning.Message);
            }

            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
