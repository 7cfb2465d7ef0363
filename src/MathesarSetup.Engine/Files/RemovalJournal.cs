using System.Text.Json;
using System.Text.Json.Serialization;

namespace MathesarSetup.Engine.Files;

/// <summary>A thing that is to go from where the installation runs.</summary>
/// <param name="Kind">What it is, in the words of that place.</param>
/// <param name="Id">By what it is known again: nothing else of the same name is it.</param>
/// <param name="Detail">What else the place has to know to remove it.</param>
public sealed record RemovedThing(string Kind, string Name, string Id, string Detail = "");

/// <summary>A file that is to go as long as it holds what it did when somebody agreed.</summary>
internal sealed record RemovedFile(string Path, string Hash);

/// <summary>
/// What a removal takes away, written and synced before it does. It holds all that is needed to go on, since the answers may be among what went.
/// </summary>
internal sealed record RemovalJournal
{
    private static readonly StateFile<RemovalJournal> s_file = new(StateFolder.Removal, RemovalJournalJson.Default.RemovalJournal);

    public int Schema { get; init; } = 1;

    /// <summary>The installation's name.</summary>
    public required string Name { get; init; }

    public required RemovalDepth Depth { get; init; }

    /// <summary>Where it ran.</summary>
    public required Uri Place { get; init; }

    /// <summary>What tells that place from others that may be reached in the same way.</summary>
    public required string Identity { get; init; }

    /// <summary>In the order in which they go.</summary>
    public IReadOnlyList<RemovedThing> Things { get; init; } = [];

    public IReadOnlyList<RemovedFile> Files { get; init; } = [];

    /// <summary>Whether the memory of the directory goes too.</summary>
    public bool ForgetsDirectory { get; init; }

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    /// <summary>Null when there is none.</summary>
    /// <exception cref="FindingException">It cannot be read.</exception>
    public static RemovalJournal? Load(Disk disk) => s_file.Load(disk);

    /// <summary>Ends a removal that was cut off, for a run that brings everything back. The caller holds the lock.</summary>
    /// <exception cref="FindingException">Data may have gone, so that it has to be ended in its own way.</exception>
    public static void Settle(Disk disk)
    {
        switch (Load(disk))
        {
            case { Depth: RemovalDepth.Running }:
                Forget(disk);
                break;
            case not null:
                throw new FindingException(FileFindings.RemovalUnfinished(disk.Root));
            default:
                break;
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RemovalJournal))]
internal sealed partial class RemovalJournalJson : JsonSerializerContext;
