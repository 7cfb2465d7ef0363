using System.Collections.Immutable;

namespace MathesarSetup.Engine.Apply;

/// <summary>A part of a container in which a change that nothing explains loses data or access.</summary>
public enum ContainerPart
{
    /// <summary>What is mounted, from where and at which place.</summary>
    Mounts,

    /// <summary>Where PostgreSQL keeps its data inside of its mount.</summary>
    PgData,

    /// <summary>The database's image.</summary>
    DatabaseImage,

    /// <summary>Variables that hold secrets.</summary>
    Secrets,

    Networks,

    /// <summary>Entry point and command.</summary>
    StartCommand,

    /// <summary>Whether people have to log in by single sign-on.</summary>
    RequiredSso,
}

/// <summary>The names by which the parts of a container are told in the command line.</summary>
public static class ContainerParts
{
    private static readonly ImmutableArray<(ContainerPart Part, string Name)> s_all =
    [
        (ContainerPart.Mounts, "mounts"), (ContainerPart.PgData, "pgdata"), (ContainerPart.DatabaseImage, "database-image"),
        (ContainerPart.Secrets, "secrets"), (ContainerPart.Networks, "networks"), (ContainerPart.StartCommand, "start-command"),
        (ContainerPart.RequiredSso, "required-sso"),
    ];

    public static ImmutableArray<string> Names => [.. s_all.Select(static p => p.Name)];

    public static string NameOf(ContainerPart part) => s_all.First(p => p.Part == part).Name;

    /// <summary>The part of a name; null where there is none.</summary>
    public static ContainerPart? Named(string name) =>
        s_all.FirstOrDefault(p => p.Name == name) is { Name: not null } found ? found.Part : null;
}
