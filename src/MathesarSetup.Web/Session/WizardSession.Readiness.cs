using MathesarSetup.App.Comparing;

namespace MathesarSetup.Web.Session;

/// <content>How the files stand to the directory.</content>
public sealed partial class WizardSession
{
    /// <summary>Holds the files against the directory, by what was decided about them.</summary>
    public DirectoryLook LookAtDirectory()
    {
        var (open, decided) = Look();
        var comparison = Compare(decided);
        return new DirectoryLook(open, decided, comparison, comparison.Findings);
    }
}
