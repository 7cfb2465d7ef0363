using System.Reflection.Metadata;

namespace MathesarSetup.Web.Effects;

/// <summary>The names of types and methods in one assembly's metadata.</summary>
internal sealed class MemberNames(MetadataReader reader)
{
    public MetadataReader Reader => reader;

    /// <summary>Such as <c>System.IO.File.Delete</c>; null for what is no method.</summary>
    public string? Of(EntityHandle member) => member.Kind switch
    {
        HandleKind.MemberReference => Of(reader.GetMemberReference((MemberReferenceHandle)member)),
        HandleKind.MethodDefinition => Of(reader.GetMethodDefinition((MethodDefinitionHandle)member)),
        HandleKind.MethodSpecification => Of(reader.GetMethodSpecification((MethodSpecificationHandle)member).Method),
        _ => null,
    };

    /// <summary>The type as a person wrote it: what the compiler made for closures and iterators lies inside it.</summary>
    public string Outermost(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? Outermost(outer) : Name(type.Namespace, type.Name);
    }

    private string Of(MethodDefinition method) => $"{Outermost(method.GetDeclaringType())}.{reader.GetString(method.Name)}";

    private string? Of(MemberReference member) => Type(member.Parent) is { } type ? $"{type}.{reader.GetString(member.Name)}" : null;

    private string? Type(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => Type(reader.GetTypeReference((TypeReferenceHandle)handle)),
        HandleKind.TypeDefinition => Outermost((TypeDefinitionHandle)handle),
        _ => null,
    };

    private string Type(TypeReference type) => type.ResolutionScope.Kind is HandleKind.TypeReference
        ? Type(reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))
        : Name(type.Namespace, type.Name);

    private string Name(StringHandle space, StringHandle name) =>
        space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";
}
