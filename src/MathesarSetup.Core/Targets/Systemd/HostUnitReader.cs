using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Documents.Units;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Systemd;

/// <summary>Reads the unit that serves Mathesar: who runs it and where, what it listens on, and its limits.</summary>
internal static partial class HostUnitReader
{
    private const string Anywhere = "0.0.0.0";

    /// <param name="variables">What the program gets, which its command may refer to.</param>
    public static void Read(HostUnit unit, ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        answers.Say(RunSettings.Name.Key, unit.Stem);
        Place(unit, answers);
        Owner(unit, answers);
        Say(unit, TuningSettings.Memory, unit.Last("MemoryMax"), static text => text.ToLowerInvariant(), answers);
        Say(unit, TuningSettings.Processors, unit.Last("CPUQuota"), UnitText.Cores, answers);
        if (unit.Command is { } command)
        {
            Listening(command, unit, variables, answers);
        }
    }

    private static void Place(HostUnit unit, Answering answers)
    {
        var command = unit.Command;
        var program = command?.Directory;
        if (unit.Last("WorkingDirectory") is { } working)
        {
            var path = unit.Plain(working).TrimStart('-');
            answers.Say(HostSettings.Directory.Key, Trimmed(path), unit.Said(working));
        }
        else
        {
            var isOpen = program is not null && unit.Last("ExecStart") is { } started && unit.Said(started).FilledInBy is not null;
            answers.Say(HostSettings.Directory.Key, program, isOpen ? unit.Said(unit.Last("ExecStart")!) : null);
        }

        var said = answers.Draft.Texts.GetValueOrDefault(HostSettings.Directory.Key);
        if (said is not null && program == said && unit.Last("ExecStart") is { } start)
        {
            answers.Lines.Mark(HostCommand.ProgramAt(start.At));
        }
    }

    private static string Trimmed(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    private static void Owner(HostUnit unit, Answering answers)
    {
        var (user, group, wanted) = (unit.Last("User"), unit.Last("Group"), unit.Last("WantedBy", "Install"));
        var isUsers = user is null && wanted?.Value is "default.target";
        answers.Say(HostSettings.ForOneUser.Key, isUsers ? "user" : "system",
            wanted?.Value == (isUsers ? "default.target" : "multi-user.target") ? new FoundText("", wanted.At) : null);
        if (Say(unit, HostSettings.Account, user, static text => text, answers) && group is not null && unit.Plain(group) == unit.Plain(user!))
        {
            answers.Lines.Mark(group.At);
        }
    }

    private static bool Say(HostUnit unit, Setting setting, UnitEntry? entry, Func<string, string> read, Answering answers) =>
        entry is not null && answers.Say(setting.Key, read(UnitText.Plain(entry.Value, isCommand: false)), unit.Said(entry));

    private static void Listening(HostCommand command, HostUnit unit, ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        foreach (var word in command.Words.Where(static w => w.Name is "config.wsgi" or "config.wsgi:application" or "run"))
        {
            answers.Lines.Mark(word.At);
        }

        if (command.IsLauncher)
        {
            Launched(command, variables, answers);
        }
        else if (command.IsGunicorn)
        {
            Served(command, unit, variables, answers);
        }
    }

    // The launcher listens on every address where it is told none.
    private static void Launched(HostCommand command, ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        var (port, address) = (command.Option("--port", "-p"), command.Option("--addr", "--host", "-a"));
        answers.Say(AccessSettings.Port.Key, port is null ? null : Filled(port.Value, variables), At(port));
        answers.Say(AccessSettings.Bind.Key, address is null ? Anywhere : Address(Filled(address.Value, variables)), At(address));
    }

    private static void Served(HostCommand command, HostUnit unit, ImmutableDictionary<string, FoundText> variables, Answering answers)
    {
        var arguments = variables.GetValueOrDefault("GUNICORN_CMD_ARGS") is { } said
            ? HostCommand.Of(new UnitEntry("Service", "ExecStart", $"gunicorn {said.Value}", said.At), unit.Name)
            : null;
        if (command.Option("--workers") is { } workers)
        {
            answers.Say(TuningSettings.Workers.Key, Filled(workers.Value, variables), At(workers));
        }

        var bind = command.Words.FirstOrDefault(w => w.Name == "--bind" && Bound(Filled(w.Value, variables)) is not null)
            ?? arguments?.Option("--bind");
        if (bind is null)
        {
            answers.Say(AccessSettings.Bind.Key, variables.ContainsKey("PORT") ? Anywhere : "127.0.0.1");
            answers.Say(AccessSettings.Port.Key, variables.GetValueOrDefault("PORT")?.Value ?? "8000", variables.GetValueOrDefault("PORT"));
        }
        else if (Bound(Filled(bind.Value, variables)) is var (address, port))
        {
            answers.Say(AccessSettings.Bind.Key, address);
            answers.Say(AccessSettings.Port.Key, port, At(bind));
        }
    }

    private static FoundText? At(CommandWord? word) => word is null ? null : new FoundText("", word.At);

    // host:port, :port, [::]:port; a socket is none.
    private static (string Address, string Port)? Bound(string text) =>
        text.LastIndexOf(':') is >= 0 and var colon && !text.StartsWith("unix:", StringComparison.Ordinal)
                && !text.StartsWith("fd:", StringComparison.Ordinal)
            ? (Address(text[..colon]), text[(colon + 1)..])
            : null;

    private static string Address(string text) => text.Trim('[', ']') switch
    {
        "" or "*" => Anywhere,
        var name when HostName.IsLoopback(name) && !name.Contains(':', StringComparison.Ordinal) && name.Any(char.IsAsciiLetter) => "127.0.0.1",
        var address => address,
    };

    // As systemd puts variables into the words of a command.
    private static string Filled(string text, ImmutableDictionary<string, FoundText> variables) => Reference().Replace(text,
        match => variables.GetValueOrDefault(match.Groups[1].Value)?.Value ?? match.Value);

    [GeneratedRegex(@"\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?")]
    private static partial Regex Reference();
}
