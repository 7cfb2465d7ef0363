using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MathesarSetup.Web.Effects;

/// <summary>A call in the compiled program: the type in whose code it stands, and what is called, such as <c>System.IO.File.Delete</c>.</summary>
internal sealed record CompiledCall(string Caller, string Called);

/// <summary>Reads every call out of the program's own assemblies, as the compiler left them: no spelling in the sources can hide one.</summary>
internal static class CompiledCalls
{
    private static readonly FrozenDictionary<short, OperandType> s_operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => code.Value, code => code.OperandType);

    /// <summary>All calls, constructors and imported functions among them.</summary>
    public static ImmutableArray<CompiledCall> OfTheProgram { get; } = [.. Assemblies().SelectMany(Read).Distinct()];

    private static IEnumerable<string> Assemblies() =>
        from path in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll")
        let name = Path.GetFileNameWithoutExtension(path)
        where name is "mathesar-setup" || name.StartsWith("MathesarSetup.", StringComparison.Ordinal)
        where !name.Contains("Test", StringComparison.Ordinal)
        select path;

    private static CompiledCall[] Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var names = new MemberNames(file.GetMetadataReader());
        return
        [
            .. from type in names.Reader.TypeDefinitions
               from method in names.Reader.GetTypeDefinition(type).GetMethods()
               from called in Called(file, names, names.Reader.GetMethodDefinition(method))
               select new CompiledCall(names.Outermost(type), called),
        ];
    }

    private static IEnumerable<string> Called(PEReader file, MemberNames names, MethodDefinition method)
    {
        if (method.GetImport().Module is { IsNil: false } module)
        {
            return [$"{names.Reader.GetString(names.Reader.GetModuleReference(module).Name)}.{names.Reader.GetString(method.GetImport().Name)}"];
        }

        var start = method.RelativeVirtualAddress;
        return start == 0 ? [] : Tokens(file.GetMethodBody(start).GetILBytes()!).Select(names.Of).OfType<string>();
    }

    // What an instruction names: a method that it calls, makes an object by, or takes as a delegate.
    private static IEnumerable<EntityHandle> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var operation = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            at += code[at] == 0xFE ? 2 : 1;
            var operand = s_operands[operation];
            if (operand is OperandType.InlineMethod or OperandType.InlineTok)
            {
                yield return MetadataTokens.EntityHandle(BitConverter.ToInt32(code, at));
            }

            at += Length(operand, code, at);
        }
    }

    private static int Length(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
