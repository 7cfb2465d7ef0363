using System.Collections.Concurrent;

namespace MathesarSetup.Engine.Tests.Apply;

/// <summary>Runs everything that is awaited on the calling thread: while a module is initialized, no other thread may enter its code.</summary>
internal sealed class OneThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Call, object? State)> _calls = [];

    public override void Post(SendOrPostCallback d, object? state) => _calls.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public static T Run<T>(Func<Task<T>> work)
    {
        var thread = new OneThread();
        SetSynchronizationContext(thread);
        var task = work();
        while (!task.IsCompleted)
        {
            if (thread._calls.TryTake(out var call, millisecondsTimeout: 50))
            {
                call.Call(call.State);
            }
        }

        return task.GetAwaiter().GetResult();
    }
}
