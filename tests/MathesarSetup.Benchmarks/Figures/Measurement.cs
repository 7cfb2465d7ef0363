using System.Collections.Immutable;

namespace MathesarSetup.Benchmarks.Figures;

/// <summary>Something that can be measured, by the name that the command line gives it.</summary>
/// <param name="Title">The heading over its table.</param>
internal sealed record Measurement(string Name, string Title, Func<Task<ImmutableArray<Figure>>> TakeAsync);
