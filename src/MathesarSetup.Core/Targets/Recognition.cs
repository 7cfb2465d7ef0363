namespace MathesarSetup.Targets;

/// <summary>How sure a target is that files are its own; the surest one reads them.</summary>
public enum Recognition
{
    None,

    /// <summary>A text that says what it could run, such as a pasted command or variables.</summary>
    Possible,

    /// <summary>Files under the names that its program reads.</summary>
    Likely,

    /// <summary>Files that hardly anything else reads.</summary>
    Sure,

    /// <summary>Files of the very form that it writes.</summary>
    Own,

    /// <summary>Files that a person named as its own.</summary>
    Named,
}
