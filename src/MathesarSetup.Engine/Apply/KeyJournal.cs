using System.Text.Json.Serialization;
using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Apply;

/// <summary>A change of the key that is under way: both keys, so that the next run can bring what is stored to the one that the files have.</summary>
internal sealed record KeyJournal(string Former, string Key)
{
    private static readonly StateFile<KeyJournal> s_file = new(StateFolder.KeyJournal, KeyJson.Default.KeyJournal);

    /// <summary>Null where none is under way.</summary>
    /// <exception cref="Findings.FindingException">It cannot be read.</exception>
    public static KeyJournal? Load(Disk disk) => s_file.Load(disk);

    public void Save(Disk disk) => s_file.Save(disk, this);

    public static void Forget(Disk disk) => s_file.Forget(disk);

    // A record would print both.
    public override string ToString() => nameof(KeyJournal);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyJournal))]
internal sealed partial class KeyJson : JsonSerializerContext;
