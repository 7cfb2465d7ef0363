using System.Collections.Immutable;

namespace MathesarSetup.Engine.Docker;

/// <summary>A container as a list of them tells it.</summary>
internal sealed record ListedContainer(string Id, string Name, string Image, ImmutableSortedDictionary<string, string> Labels, bool IsRunning);
