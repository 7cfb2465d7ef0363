using System.Collections;
using System.Reflection;
using MathesarSetup.Findings;

namespace MathesarSetup.Reference;

/// <summary>Every kind of finding of the whole product.</summary>
internal static class FindingKinds
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static readonly Type[] Types = [.. Product(typeof(Program).Assembly).Distinct().SelectMany(static assembly => assembly.GetTypes())];

    public static readonly FindingKind[] All = [.. Types.Where(IsList).SelectMany(Declared)];

    public static bool IsList(Type type) =>
        type is { IsAbstract: true, IsSealed: true, IsNested: false } && type.Name.EndsWith("Finding", StringComparison.Ordinal);

    private static IEnumerable<FindingKind> Declared(Type type) => type.GetFields(Everything).SelectMany(static field => field.GetValue(null) switch
    {
        FindingKind kind => [kind],
        IEnumerable list => list.OfType<FindingKind>(),
        _ => [],
    });

    private static IEnumerable<Assembly> Product(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Where(static name => name.Name!.StartsWith("MathesarSetup.", StringComparison.Ordinal))
        .SelectMany(static name => Product(Assembly.Load(name))).Append(assembly);
}
