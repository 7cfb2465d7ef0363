using MathesarSetup.Engine.Processes;
using MathesarSetup.Planning;
using MathesarSetup.Values;

namespace MathesarSetup.Engine.Life;

/// <summary>
/// An installation's services one by one, for a verb that changes what they hold. The caller holds the lock of the directory. Methods throw
/// <see cref="Apply.StepFailure"/> for what the world does.
/// </summary>
public interface IServiceControl
{
    /// <summary>Stops a service and waits until it has stopped; nothing where it does not run. Nothing is removed.</summary>
    Task StopAsync(ServiceRole role, CancellationToken cancellation);

    /// <summary>Starts a service where it does not run, and waits until it is healthy.</summary>
    /// <param name="patience">How long it may take.</param>
    Task StartAsync(ServiceRole role, TimeSpan patience, CancellationToken cancellation);

    /// <summary>A shell in a service that runs.</summary>
    Task<IServiceShell> InsideAsync(ServiceRole role, CancellationToken cancellation);

    /// <summary>
    /// Fetches the image of a service's next release where it is not there yet, while the service goes on; nothing where no image is run.
    /// </summary>
    /// <param name="tell">Told everything that happens, one event at a time.</param>
    Task FetchAsync(ImageReference image, Action<Apply.ApplyEvent> tell, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>
    /// A shell beside a service, whether or not it runs: its image or program, its variables, mounts and networks; nobody reaches it by a port or a
    /// name, and it never starts by itself. What an earlier one of this installation left is removed first.
    /// </summary>
    /// <param name="image">Another image than the service's; null for its own. Without containers, the tag is the release of the program.</param>
    Task<IServiceShell> BesideAsync(ServiceRole role, ImageReference? image, CancellationToken cancellation);
}
