using System.Collections.Immutable;
using System.CommandLine;
using MathesarSetup.App.Checking;
using MathesarSetup.App.Opening;
using MathesarSetup.App.PrepareDatabase;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Checks;
using MathesarSetup.Findings;
using MathesarSetup.Planning;

namespace MathesarSetup.Web.Cli;

/// <summary>
/// <c>mathesar-setup prepare-database</c>: makes the role and the database on a PostgreSQL server of the user's, or prints the script that does it.
/// </summary>
internal sealed class PrepareDatabaseCommand
{
    private readonly Option<string?> _url = new("--superuser-url-file")
    {
        Description = "A file with the connection URL of somebody who may create roles and databases, or - for standard input. "
            + $"It is used once and kept nowhere. The variable {DraftSources.SuperuserUrl} can hold the URL instead.",
        HelpName = "PATH",
    };
    private readonly Option<bool> _setPassword = new("--set-password")
    {
        Description = "Give the role the password also where the role is there already.",
    };
    private readonly Option<bool> _script = new("--script")
    {
        Description = "Change nothing: print the SQL for somebody else to run. The role's password is left out, and set by psql's \\password.",
    };
    private readonly Option<bool> _reveal = new("--reveal") { Description = "With --script: print the role's password too." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON." };
    private readonly AnswerOptions _answers;

    private PrepareDatabaseCommand(Command command, IReadOnlyList<string> arguments)
    {
        _answers = new AnswerOptions(command, arguments);
        foreach (var option in new System.CommandLine.Option[] { _url.NotEmpty(), _setPassword, _script, _reveal, _json })
        {
            command.Add(option);
        }

        command.AddRule(result =>
        {
            if (result.GetValue(_script) && (result.GetValue(_url) is not null || result.GetValue(_setPassword) || result.GetValue(_json)))
            {
                result.AddError("--script changes nothing and prints SQL alone: it goes only with --reveal.");
            }

            if (result.GetValue(_reveal) && !result.GetValue(_script))
            {
                result.AddError("--reveal goes only with --script.");
            }
        });
        command.SetAction(RunAsync);
    }

    public static Command Create(IReadOnlyList<string> arguments)
    {
        var command =
            new Command("prepare-database",
                "Make Mathesar's role and database on a PostgreSQL server of yours, then log in with them: exit 0 if both worked, else 1.");
        _ = new PrepareDatabaseCommand(command, arguments);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (setup, findings) = _answers.Read(parsed, parsed.GetValue(_url) is SourceFile.StandardInput ? _url.Name : null).Settle();
        var errors = DatabaseMaking.Errors(setup, findings);
        if (!errors.IsEmpty)
        {
            return Say(parsed, CheckOutcome.Of(errors), []);
        }

        if (parsed.GetValue(_script))
        {
            parsed.InvocationConfiguration.Output.Write(parsed.GetValue(_reveal)
                ? DatabasePreparation.Script(setup.Answers)
                : DatabasePreparation.ScriptWithoutPassword(setup.Answers));
            return Exit.Done;
        }

        var (url, problem) = Superuser(parsed);
        if (problem is not null)
        {
            return Say(parsed, CheckOutcome.Of(problem), []);
        }

        var (outcome, results) = await DatabaseMaking.RunAndCheckAsync(setup, url, parsed.GetValue(_setPassword), cancellation);
        return Say(parsed, outcome, results);
    }

    private (SecretText Url, Finding? Problem) Superuser(ParseResult parsed)
    {
        if (parsed.GetValue(_url) is not { } path)
        {
            return Environment.GetEnvironmentVariable(DraftSources.SuperuserUrl) is { Length: > 0 } said ? (new SecretText(said), null)
                : (default,
                    RequestFinding.NoSuperuserUrl.Say(
                        "Only somebody who may create roles and databases can make them. Say --superuser-url-file with a file that holds that "
                            + "connection URL, or - for standard input; or --script for the SQL to run."));
        }

        var (text, problem) = SourceFile.ReadSecret(path, StandardStreams.Input);
        return (text is null ? default : new SecretText(text), problem);
    }

    private int Say(ParseResult parsed, CheckOutcome outcome, ImmutableArray<CheckResult> results)
    {
        var output = parsed.InvocationConfiguration;
        Finding[] findings = [.. outcome.Findings, .. AnswerChecks.Findings(results)];
        if (parsed.GetValue(_json))
        {
            FindingOutput.PrintJson(output.Output, json =>
            {
                json.WriteString("said", outcome.Said);
                CheckCommand.Write(json, results);
                FindingOutput.WriteFindings(json, findings);
            });
        }
        else
        {
            FindingOutput.Print(findings, output.Error);
            if (outcome.Said.Length > 0)
            {
                output.Output.WriteLine(outcome.Said);
            }

            CheckCommand.Print(results, output.Output);
        }

        return findings.Any(f => f.Severity is Severity.Error) ? Exit.Forbidden : Exit.Done;
    }
}
