using System.CommandLine;
using System.Globalization;
using MathesarSetup.App.Applying;
using MathesarSetup.App.Assessing;
using MathesarSetup.App.Bundling;
using MathesarSetup.App.Importing;
using MathesarSetup.App.Opening;
using MathesarSetup.App.Settling;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Web.Cli;

/// <summary><c>mathesar-setup apply</c>: from answers to a healthy Mathesar, after showing what would change.</summary>
internal sealed class ApplyCommand
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask before changing anything." };
    private readonly Option<string?> _timeout = new("--timeout")
    {
        Description = "How long Mathesar may take to become healthy, such as 90s or 15m. Default: 10m.",
        HelpName = "TIME",
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print events as JSON, one a line." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace files that were edited by hand too; each is kept as a backup." };
    private readonly Option<bool> _acceptLostConnections = new("--accept-lost-connections")
    {
        Description = "Accept that the connections stored in Mathesar have to be entered again, because the secret key changes.",
    };
    private readonly Option<string[]> _acceptChangesOf = new("--accept-changes-of")
    {
        Description = "Accept that a part of a container changes though neither an answer nor a file explains it. Several times for several: "
            + $"{string.Join(", ", ContainerParts.Names)}.",
        HelpName = "PART",
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "The context of the kubeconfig whose cluster is meant; needed the first time only, and remembered.",
        HelpName = "NAME",
    };
    private readonly Option<bool> _acceptLoginProgram = new("--accept-login-program")
    {
        Description = "Let the program run by which the kubeconfig logs in.",
    };
    private readonly Option<bool> _acceptOthersFields = new("--accept-others-fields")
    {
        Description = "Replace fields of objects in the cluster that somebody else set otherwise.",
    };

    private readonly Option<string[]> _acceptFindings = new("--accept-finding")
    {
        Description = "Install although a check found this wrong, such as database.unknown-host. Several times for several.",
        HelpName = "CODE",
    };

    private readonly Option<string?> _bundle = BundleCommand.FromBundle();
    private readonly AnswerOptions _answers;

    private ApplyCommand(Command command, IReadOnlyList<string> arguments)
    {
        _answers = new AnswerOptions(command, arguments);
        foreach (var option in new System.CommandLine.Option[] { _yes, _timeout, _json, _force, _acceptLostConnections, _acceptChangesOf,
            _acceptFindings, _context, _acceptLoginProgram, _acceptOthersFields, _bundle })
        {
            command.Add(option);
        }

        command.AddRule(result =>
        {
            foreach (var unknown in (result.GetValue(_acceptChangesOf) ?? []).Where(static name => ContainerParts.Named(name) is null))
            {
                result.AddError($"--accept-changes-of {unknown}: the parts are {string.Join(", ", ContainerParts.Names)}.");
            }

            if (Time(result.GetValue(_timeout)) is null)
            {
                result.AddError("--timeout is a time such as 90s or 15m.");
            }
        });
        command.SetAction(parsed => RunUntilCancelledAsync(parsed).GetAwaiter().GetResult());
    }

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command =
            new Command("apply",
                "Install or change Mathesar: write the files, start it, wait until it is healthy; on failure everything is as before.");
        _ = new ApplyCommand(command, arguments);
        return command;
    }

    private async Task<int> RunUntilCancelledAsync(ParseResult parsed)
    {
        using var signals = new SignalCancellation();
        var output = new ApplyOutput(parsed.GetValue(_json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            return await RunAsync(parsed, output, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return output.End(new ApplyResult(ApplyOutcome.Cancelled, [], []), null);
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, ApplyOutput output, CancellationToken cancellation)
    {
        var directory = _answers.Directory(parsed);
        // Before anything is read: an interrupted run may have left files that are to be taken back.
        var settled = await Interruption.SettleAsync(directory, output.Tell, cancellation);
        if (settled is { Outcome: ApplyOutcome.NeedsPerson or ApplyOutcome.Refused })
        {
            return output.End(settled, null);
        }

        var reading = await RunningSecrets.AddAsync(_answers.Read(parsed), directory, cancellation);
        if (settled is { Outcome: ApplyOutcome.RolledBack } && reading is { Written: null, Draft.Texts.Count: 0 })
        {
            // Nobody said so far what else than that to install, or where.
            return output.Refuse([RequestFinding.NothingLeft.Say("The interrupted run was a first one, and is taken back with its answers, so "
                + "nothing says what to install. Run the command of then once more, with what it said.")]);
        }

        var (setup, findings) = reading.Settle();
        if (findings.Any(f => f.Severity is Severity.Error))
        {
            return output.Refuse(findings);
        }

        var order = Order(parsed, reading, setup);
        // Whoever chose a target that nothing here installs is not to be told that there is no place for it.
        if (order.Refusal is { } refusal)
        {
            return output.Refuse([refusal]);
        }

        var search = await order.FindPlaceAsync(cancellation);
        if (search.Place is not { } place)
        {
            output.Explain(search);
            return output.Refuse(search.Findings);
        }

        // What is loaded changes nothing that runs, and the plan then needs no registry.
        if (parsed.GetValue(_bundle) is { } bundle
            && await Bundle.LoadAsync(bundle, setup, needsAll: true, output.Tell, cancellation) is { Succeeded: false } unloaded)
        {
            return output.Refuse(unloaded.Findings);
        }

        var (planned, readiness) = await Assessment.PlanAsync(order, place, [.. findings], cancellation);
        return await ApplyAsync(parsed, planned, output, readiness, cancellation);
    }

    private ApplyOrder Order(ParseResult parsed, DraftReading reading, Setup setup) => ApplyOrder.Of(reading, setup, _answers.Directory(parsed)) with
    {
        Timeout = Time(parsed.GetValue(_timeout))!.Value,
        Force = parsed.GetValue(_force),
        Accepted = new(parsed.GetValue(_acceptLostConnections),
            [.. (parsed.GetValue(_acceptChangesOf) ?? []).Select(ContainerParts.Named).OfType<ContainerPart>()])
        {
            Context = parsed.GetValue(_context),
            LoginProgram = parsed.GetValue(_acceptLoginProgram),
            OthersFields = parsed.GetValue(_acceptOthersFields),
        },
    };

    private async Task<int> ApplyAsync(
        ParseResult parsed, PlannedApply planned, ApplyOutput output, Readiness readiness, CancellationToken cancellation)
    {
        var changes = planned.Changes;
        output.Show(planned.Place, changes, readiness);
        if (changes.IsForbidden)
        {
            output.Refuse([.. readiness.Blocking.Select(static s => s.Finding)]);
            return planned.IsOnlyEdits || changes.IsLeftToPerson ? Exit.WouldOverwrite : Exit.Forbidden;
        }

        if (changes.HasDifferences && !await AgreesAsync(parsed, output, readiness, cancellation))
        {
            return Exit.Forbidden;
        }

        var result = await planned.RunAsync(output.Tell, cancellation);
        if (result.Succeeded)
        {
            new KnownDirectories().Remember(planned.Order.Directory);
        }

        return output.End(result, planned.Run);
    }

    // What a check found wrong is agreed to by its name, beside all the rest.
    private async Task<bool> AgreesAsync(ParseResult parsed, ApplyOutput output, Readiness readiness, CancellationToken cancellation)
    {
        var accepted = parsed.GetValue(_acceptFindings) ?? [];
        var open = readiness.Passable.Where(s => !accepted.Contains(s.Finding.Code)).ToArray();
        if (parsed.GetValue(_yes))
        {
            output.RefuseUnlessAccepted([.. open.Select(static s => s.Finding)]);
            return open is [];
        }

        foreach (var standing in open)
        {
            if (!await SaysYesAsync(parsed, $"{standing.Name} ({standing.Finding.Code}). Install although this stands?", "--accept-finding",
                standing.Finding.Code, cancellation))
            {
                return false;
            }
        }

        return await SaysYesAsync(parsed, "Do this?", "--yes", "", cancellation);
    }

    private static Task<bool> SaysYesAsync(ParseResult parsed, string question, string flag, string value, CancellationToken cancellation) =>
        Consent.AskAsync(parsed.InvocationConfiguration.Error, question, $"{flag} {value}".Trim(), cancellation);

    private static TimeSpan? Time(string? said)
    {
        var text = said ?? "10m";
        var (number, unit) = text.Length > 1 && char.IsAsciiLetter(text[^1]) ? (text[..^1], text[^1]) : (text, 's');
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount > 0
            && amount < 1_000_000
            ? unit switch { 's' => TimeSpan.FromSeconds(amount), 'm' => TimeSpan.FromMinutes(amount), 'h' => TimeSpan.FromHours(amount), _ => null }
            : null;
    }
}
