using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MathesarSetup.Findings;

namespace MathesarSetup.Reference;

/// <summary>docs/findings.md lists every kind of finding of the whole product, which these tests see. UPDATE_GOLDEN=1 writes it.</summary>
public sealed partial class FindingsPageTests
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly FindingKind[] s_kinds = FindingKinds.All;

    [Fact]
    public void The_page_in_docs_is_current()
    {
        var path = Docs("findings.md");
        var text = FindingsPage.Write(s_kinds);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void Every_code_belongs_to_one_kind_and_is_a_group_with_words()
    {
        Assert.Equal(s_kinds.Select(k => k.Code).Distinct(), s_kinds.Select(k => k.Code));
        Assert.All(s_kinds, kind => Assert.Matches(Form(), kind.Code));
    }

    [Fact]
    public void Every_kind_is_made_where_it_is_listed()
    {
        var makers = FindingKinds.Types.Where(MakesKinds).Select(Outermost).Distinct().ToArray();
        Assert.NotEmpty(makers);
        Assert.All(makers, type => Assert.True(FindingKinds.IsList(type), $"{type} makes a kind of finding that docs/findings.md cannot list: "
            + "declare "
            + "it in a class such as AccessFinding."));
    }

    // Whether a method of the type calls FindingKind.Error, Warning or Note.
    private static bool MakesKinds(Type type) => type != typeof(FindingKind)
        && type.GetMembers(Everything).Append(type.TypeInitializer).OfType<MethodBase>().Any(static method => Calls(method).Any(IsFactory));

    private static bool IsFactory(MethodBase method) =>
        method.DeclaringType == typeof(FindingKind) && method is MethodInfo { IsStatic: true, ReturnType: var type } && type == typeof(FindingKind);

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + 4 < code.Length; i++)
        {
            // An operand may look like the call's byte, so a number that names no method is passed over.
            if (code[i] == OpCodes.Call.Value && BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(i + 1)) is var token
                && token >> 24 is 0x06 or 0x0A && Resolve(method, token) is { } called)
            {
                yield return called;
            }
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            var own = method.IsGenericMethod ? method.GetGenericArguments() : null;
            return method.Module.ResolveMember(token, method.DeclaringType?.GetGenericArguments(), own) as MethodBase;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string Docs(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", name);

    [GeneratedRegex("^[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Form();
}
