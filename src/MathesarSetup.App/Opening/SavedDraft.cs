using System.Text.Json.Serialization;

namespace MathesarSetup.App.Opening;

/// <summary>A draft as it lies on the disk. The directory is there for people who look.</summary>
public sealed record SavedDraft(int Schema, string Directory, SortedDictionary<string, string>? Answers);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedDraft))]
internal sealed partial class DraftJson : JsonSerializerContext;
