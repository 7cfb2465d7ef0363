using System.Collections.Immutable;

namespace MathesarSetup.Engine.Apply;

/// <summary>What kind of thing changes.</summary>
public enum ChangedThing
{
    File,
    Image,
    Network,
    Volume,
    Container,

    /// <summary>What leads systemd to the files.</summary>
    Link,

    /// <summary>A value that the engine keeps.</summary>
    Secret,

    /// <summary>A service of systemd's.</summary>
    Unit,

    /// <summary>The system user as whom it runs.</summary>
    Account,

    /// <summary>What runs where no containers do.</summary>
    Program,

    /// <summary>An object of a cluster's.</summary>
    ClusterObject,
}

/// <summary>What happens to it.</summary>
public enum ChangeVerb
{
    /// <summary>It is as it should be and stays untouched.</summary>
    Keep,

    /// <summary>It is not there yet.</summary>
    Create,

    /// <summary>A file gets other content.</summary>
    Change,

    /// <summary>A container or a service is made anew. Its volumes stay.</summary>
    Replace,

    /// <summary>A container or a service is as it should be, but stopped.</summary>
    Start,

    /// <summary>It is no longer wanted.</summary>
    Remove,

    /// <summary>An image is fetched.</summary>
    Fetch,
}

/// <summary>What a change costs.</summary>
public enum ApplyCost
{
    Nothing,

    /// <summary>Mathesar cannot be used for a while: seconds for a restart, minutes for a first start.</summary>
    Downtime,

    /// <summary>Something that people entered has to be entered again.</summary>
    Data,
}

/// <summary>One thing that applying would change or keep.</summary>
/// <param name="Name">A file's path, or the name in the engine.</param>
/// <param name="Why">Why, in one sentence.</param>
/// <param name="Commands">What a person would type in the install directory to do the same; empty for what is kept.</param>
public sealed record ApplyChange(ChangedThing Thing, string Name, ChangeVerb Verb, ApplyCost Cost, string Why, ImmutableArray<string> Commands)
{
    public bool IsDifference => Verb is not ChangeVerb.Keep;
}
