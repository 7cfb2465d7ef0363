using MathesarSetup.Engine.Docker;

namespace MathesarSetup.Engine.Apply;

/// <summary>The PostgreSQL that Mathesar's image brings: what it means for stopping and removing a container of that image.</summary>
internal static class PostgresInside
{
    // The image's own word for where its PostgreSQL keeps its data; PostgreSQL's image has another.
    private const string Data = "/var/lib/postgresql/mathesar";

    private static readonly string[] s_declared = ["/etc/postgresql", "/var/lib/postgresql"];

    // All three are needed to keep Mathesar's launcher from starting the PostgreSQL inside.
    private static readonly string[] s_needed = ["POSTGRES_USER", "POSTGRES_HOST", "POSTGRES_DB"];

    /// <summary>Whether a container is one of Mathesar's image.</summary>
    public static bool IsMathesars(ContainerFacts container) => container.Variable("PGDATA") == Data;

    /// <summary>Whether it is the database of this Mathesar.</summary>
    public static bool IsUsed(ContainerFacts container) =>
        IsMathesars(container) && !s_needed.All(name => container.Variable(name) is { Length: > 0 });

    /// <summary>
    /// Whether the volumes without a name of a container hold nothing: the image declares two for the PostgreSQL inside, which never ran. Any other
    /// may hold what somebody needs, so that it stays.
    /// </summary>
    public static bool LeavesEmptyVolumes(ContainerFacts container) => IsMathesars(container) && !IsUsed(container)
        && container.Spec.Mounts.Where(static m => m.IsNameless).All(static m => s_declared.Contains(m.Target.TrimEnd('/')));
}
