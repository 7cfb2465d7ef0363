using System.Text.Json;
using MathesarSetup.App.Removing;
using MathesarSetup.Documents.Shell;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Removing;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Cli;

/// <summary>What <c>uninstall</c> says: before, what goes and what stays and why; afterwards, what is left and the way back.</summary>
internal sealed record RemovalReport(Removal Removal)
{
    /// <summary>Whether all that was to go is gone.</summary>
    public bool IsDone { get; init; }

    private IEnumerable<Belonging> Goes => Removal.Belongings.Things.Where(static t => t.Fate is Fate.Goes);

    private IEnumerable<Belonging> Others => Removal.Belongings.Things.Where(static t => t.Fate is not Fate.Goes);

    /// <summary>What somebody wanted to be gone and has to remove himself.</summary>
    public IEnumerable<Finding> Left =>
    [
        .. Removal.Open.Where(static t => t.Command.Length > 0).Select(static t => RemovalFinding.Left.Say(
            $"The {t.Kind} {t.Name} {(t.Fate is Fate.Stops ? "is stopped and stays" : "stays")}: {t.Why}. If it is yours and may go: {t.Command}")),
        .. Removal is { Depth: RemovalDepth.Everything, ForgetsDirectory: false } ? [RemovalFinding.Left.Say(
            $"Files, secrets and history in {Removal.Place.Directory} stay, because they are what opens the data, and {Removal.Belongings.Left}. "
            + $"When nothing of it is needed any more: rm -r {Sh.Quote(Removal.Place.Directory)}")] : Array.Empty<Finding>(),
    ];

    /// <summary>What is left, and how to get it back.</summary>
    public string Receipt => (!IsDone ? "There is nothing to remove. " : Left.Any() ? "Removed, but for what is named above. " : "Removed. ")
        + (Removal.ForgetsDirectory
        ? Removal.FilesStay is [] ? "" : $"What you edited stays: {string.Join(", ", Removal.FilesStay)} in {Removal.Place.Directory}. "
        : $"Answers, secrets and files are still in {Removal.Place.Directory}. {Data}Bring it back with: mathesar-setup apply --dir "
            + $"{Sh.Quote(Removal.Place.Directory)}. ")
        + "Databases that Mathesar was connected to keep its schemas msar, __msar and mathesar_types: mathesar-setup uninstall --show-sql";

    // What became of it, with the names where some of it went: what stays is no comfort for what is gone.
    private string Data => (Goes.Where(static t => t.IsData).Select(Name).ToArray(), Others.Where(static t => t.IsData).Select(Name).ToArray()) switch
    {
        ([], []) => "",
        ([], _) => "The data is where it was. ",
        (var gone, var kept) => $"Data is gone with {string.Join(", ", gone)}{(kept is [] ? "" : $"; it stays in {string.Join(", ", kept)}")}. "
            + "It comes back from a backup, by mathesar-setup restore. ",
    };

    public void Show(TextWriter output)
    {
        var ink = Ink.Of(output);
        foreach (var line in Goes.Select(Name).Concat(Removal.FilesGo.Select(static f => $"file {f}"))
            .Concat(Removal.ForgetsDirectory ? ["the versions, copies and drafts that this program keeps of the directory"] : []))
        {
            output.WriteLine($"{ink.Removed("goes ")}  {line}");
        }

        foreach (var thing in Others)
        {
            output.WriteLine($"{(thing.Fate is Fate.Stops ? "stops" : "stays")}  {Wrapping.Fit($"{Name(thing)}: {thing.Why}", output, 7, 7)}");
        }

        foreach (var line in Removal.FilesStay.Select(static f => $"file {f}, which you edited or brought")
            .Concat(Removal.ForgetsDirectory ? [] : [$"the files in {Removal.Place.Directory}, with answers, secrets and history"]))
        {
            output.WriteLine($"stays  {line}");
        }
    }

    public void Write(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteBoolean("done", IsDone);
        json.WriteString("directory", Removal.Place.Directory);
        WriteThings(json, "goes", Goes);
        WriteThings(json, "stays", Others);
        WriteNames(json, "filesGo", Removal.FilesGo);
        WriteNames(json, "filesStay", Removal.FilesStay);
        json.WriteBoolean("forgetsDirectory", Removal.ForgetsDirectory);
        FindingOutput.WriteFindings(json, findings);
    }

    private static void WriteThings(Utf8JsonWriter json, string name, IEnumerable<Belonging> things)
    {
        json.WriteStartArray(name);
        foreach (var thing in things)
        {
            json.WriteStartObject();
            json.WriteString("kind", thing.Kind);
            json.WriteString("name", thing.Name);
            json.WriteBoolean("holdsData", thing.IsData);
            if (thing.Fate is not Fate.Goes)
            {
                json.WriteBoolean("stops", thing.Fate is Fate.Stops);
                json.WriteString("why", thing.Why);
                json.WriteString("command", thing.Command);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        names.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static string Name(Belonging thing) =>
        $"{thing.Kind} {thing.Name}{(thing.IsData && thing.Fate is Fate.Goes ? ", which holds data" : "")}";
}
