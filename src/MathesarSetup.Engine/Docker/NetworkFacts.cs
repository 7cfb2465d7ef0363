using System.Collections.Immutable;

namespace MathesarSetup.Engine.Docker;

/// <summary>A network that the engine has.</summary>
internal sealed record NetworkFacts(string Id, ImmutableSortedDictionary<string, string> Labels);
