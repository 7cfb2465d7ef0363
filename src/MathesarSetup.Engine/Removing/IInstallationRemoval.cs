using MathesarSetup.Engine.Files;

namespace MathesarSetup.Engine.Removing;

/// <summary>What an installation has in one place, and what of it may go. It changes nothing.</summary>
public interface IInstallationRemoval
{
    /// <summary>Looks what is there and whose it is. Only what is proven to have been made from the directory goes.</summary>
    /// <exception cref="Apply.StepFailure">Nobody answers there.</exception>
    Task<Belongings> LookAsync(RemovalDepth depth, CancellationToken cancellation);
}
