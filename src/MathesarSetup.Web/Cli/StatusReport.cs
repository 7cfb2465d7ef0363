using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using MathesarSetup.App.Looking;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Engine.Life;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;
using MathesarSetup.Web.Components;
using MathesarSetup.Web.Components.Layout;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>status</c> says.</summary>
/// <param name="Answer">What the address answered; null where this process cannot know.</param>
/// <param name="Pending">The titles of answers that are changed and not written.</param>
/// <param name="Differs">What runs otherwise than the files say.</param>
internal sealed record StatusReport(InstalledPlace Place, InstallationState State, AddressAnswer? Answer, ImmutableArray<string> Pending,
    ImmutableArray<ApplyChange> Differs)
{
    private const int Indent = 11;

    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>What PostgreSQL says of the database; null where it does not say.</summary>
    public DatabaseFacts? Database { get; init; }

    /// <summary>The newest backup in its folder, by what it says of itself; null for none.</summary>
    public BackupManifest? Backup { get; init; }

    /// <summary>
    /// Whether all of it runs as far as it can be seen, and its address answers as Mathesar does: one that does need not wait for the engine's next
    /// look.
    /// </summary>
    public bool IsHealthy => State.Problem is null && (Answer?.IsGood ?? State.Condition is InstallationCondition.Running)
        && State.Condition is InstallationCondition.Running or InstallationCondition.Starting or InstallationCondition.Unseen;

    private string? Newer => Releases.Find(State.Release) is { } own && own.Version < Releases.Newest.Version ? Releases.Newest.ToString() : null;

    public void Print(TextWriter output)
    {
        var ink = Ink.Of(output);
        var heading = $"Mathesar: {Words.Of(State.Condition)}";
        output.WriteLine(IsHealthy ? ink.Good(heading) : ink.Bad(heading));
        foreach (var (name, text) in Lines())
        {
            output.WriteLine(ink.Faint($"  {name,-9}") + Wrapping.Fit(text, output, Indent, Indent));
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("condition", Word($"{State.Condition}"));
        json.WriteBoolean("healthy", IsHealthy);
        json.WriteString("directory", State.Directory);
        json.WriteString("target", Place.Setup.Target.Id);
        json.WriteString("release", State.Release);
        json.WriteString("newerRelease", Newer);
        WriteAddress(json);
        WriteServices(json);
        json.WriteNumber("filesVersion", State.Files.Number);
        json.WriteStartArray("handEdits");
        State.Files.Edits.Select(static e => $"{e.FileName}:{e.Line}").ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("pending");
        Pending.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("differs");
        Differs.Select(static d => d.Name).ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteString("databaseVersion", Database?.Version);
        WriteNumber(json, "databaseBytes", Database?.Bytes);
        if (Backup is { } backup)
        {
            json.WriteString("backup", backup.Time);
        }

        WriteNumber(json, "freeBytes", State.Room.DiskBytes);
        WriteNumber(json, "engineFreeBytes", State.Room.EngineBytes);
        FindingOutput.WriteFindings(json, Findings);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static string Word(string name) => $"{char.ToLowerInvariant(name[0])}{name[1..]}";

    private void WriteAddress(Utf8JsonWriter json)
    {
        json.WriteString("address", State.Address?.ToString());
        if (Answer is { } answer)
        {
            json.WriteNumber("status", answer.Status);
            json.WriteNumber("milliseconds", (long)answer.Took.TotalMilliseconds);
            json.WriteString("trouble", answer.Trouble);
        }
    }

    private void WriteServices(Utf8JsonWriter json)
    {
        json.WriteStartArray("services");
        foreach (var service in State.Services ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", service.Service);
            json.WriteString("container", service.Container);
            json.WriteString("condition", Word($"{service.Condition}"));
            json.WriteNumber("restarts", service.Restarts);
            if (service.Since is { } since)
            {
                json.WriteString("since", since);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<(string Name, string Text)> Lines()
    {
        yield return ("release", $"{State.Release}, {State.Way}, {State.Directory}{(Newer is { } newer ? $"; {newer} is newer" : "")}");
        yield return ("address", Address);
        var services = State.Services is { } all ? all.Select(Said).ToArray()
            : [State.Problem is null ? $"cannot be seen from here; on its machine: {State.LogCommand}" : "cannot be seen now"];
        foreach (var (service, at) in services.Select(static (s, at) => (s, at)))
        {
            yield return (at == 0 ? "services" : "", service);
        }

        yield return ("database", DatabaseLine);
        yield return ("files", Files);
        yield return ("backup", BackupWords);
        yield return ("pending", PendingWords);
        yield return ("room", string.Join(", ", Rooms));
    }

    private string Address => State.Address is not { } address ? "none is named" : Answer switch
    {
        null => $"{address} (not asked from in here)",
        { Status: 0 } => $"{address} does not answer. {Answer.Trouble}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{address} answers {Answer.Status} after {Answer.Took.TotalMilliseconds:0} ms")
            + (Answer.Trouble is { } trouble ? $". {trouble}" : "")
            + (Answer.CertificateEnd is { } end ? string.Create(CultureInfo.InvariantCulture, $"; its certificate ends on {end:yyyy-MM-dd}") : ""),
    };

    private string DatabaseLine => DatabaseOf(Place.Setup.Answers)
        + (Database is { } said ? $"; it is {said.Version} and holds {Sizes.Bytes(said.Bytes)}" : "");

    private static string DatabaseOf(Answers answers) => answers.Get(DatabaseSettings.Mode) switch
    {
        DatabaseMode.Existing => string.Create(CultureInfo.InvariantCulture,
            $"{answers.Get(DatabaseSettings.Name)} on {answers.Get(DatabaseSettings.Host)}:{answers.Get(DatabaseSettings.Port)}, a server of yours"),
        DatabaseMode.Bundled => $"PostgreSQL {answers.Get(DatabaseSettings.Version)}, part of this installation",
        _ => "PostgreSQL inside Mathesar's own container",
    };

    private string Files => (State.Files is { Number: > 0 and var number, Written: { } written }
            ? string.Create(CultureInfo.InvariantCulture, $"version {number} of {written.ToLocalTime():yyyy-MM-dd HH:mm}") : "no version is "
                + "remembered")
        + (State.Files.Edits is [] ? "; no hand edits since"
            : $"; edited by hand since: {string.Join(", ", State.Files.Edits.Select(static e => $"{e.FileName}:{e.Line}"))}");

    private string BackupWords => Backup is null ? $"none lies in {App.BackingUp.Backup.FolderOf(Place)}"
        : string.Create(CultureInfo.InvariantCulture,
            $"of {Backup.Time.ToLocalTime():yyyy-MM-dd HH:mm}, {(DateTimeOffset.UtcNow - Backup.Time).TotalDays:0.0} days old");

    private string PendingWords => Pending is [] && Differs is [] ? "nothing" : string.Join("; ", new[]
    {
        Pending is [] ? null : $"changed and not written: {string.Join(", ", Pending)}",
        Differs is [] ? null : $"runs otherwise than the files say: {string.Join(", ", Differs.Select(static d => d.Name))}",
        "mathesar-setup apply brings it about",
    }.OfType<string>());

    private IEnumerable<string> Rooms => new[]
    {
        State.Room.DiskBytes is { } disk ? $"{Sizes.Bytes(disk)} free for the files" : null,
        State.Room.EngineBytes is { } engine ? $"{Sizes.Bytes(engine)} free for images and data" : null,
        State.Room is { FreeMemoryBytes: { } free, MemoryBytes: > 0 and var memory }
            ? $"{Sizes.Bytes(free)} of {Sizes.Bytes(memory)} memory free" : null,
    }.OfType<string>();

    private static string Said(ServiceState service) => string.Join(", ", new[]
    {
        $"{service.Service} {Words.Of(service.Condition)}"
            + (service.Since is { } since && service.Condition is not ServiceCondition.NotMade ? $" "
                + $"{Sizes.Since(since, DateTimeOffset.UtcNow)}" : ""),
        service.Condition is ServiceCondition.Stopped && !service.EndedInOrder
            ? string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {service.ExitCode}") : null,
        service.Restarts > 0
            ? string.Create(CultureInfo.InvariantCulture, $"started again by itself {service.Restarts} "
                + $"{(service.Restarts == 1 ? "time" : "times")}") : null,
    }.OfType<string>());
}
