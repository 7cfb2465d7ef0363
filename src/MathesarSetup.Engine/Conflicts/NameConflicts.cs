using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Conflicts;

/// <summary>
/// Containers of somebody else that have a name which an installation needs. The check beforehand and applying ask here, and say the same.
/// </summary>
internal static class NameConflicts
{
    /// <param name="own">By what the installation knows its own containers.</param>
    /// <param name="found">The containers under its names, whoever made them.</param>
    public static IEnumerable<Finding> Of(Labels own, IEnumerable<ListedContainer> found) =>
        from container in found
        where !own.Owns(container.Labels)
        let owner = Labels.OwnerOf(container.Labels)
        let words = owner is null ? $"was made from {container.Image} by somebody else" : $"belongs to {owner}"
        select NameFinding.Taken.Say(
            $"There is a container named {container.Name} already, which {words}. Choose another name for this installation, or "
                + "rename or remove that container.",
            RunSettings.Name.Key);
}
