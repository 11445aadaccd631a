using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>A test's method that is left behind when it takes too long, wherever it hangs.</summary>
sealed class LimitedMethod(IMethodInfo method, TimeSpan limit) : MethodWrapper(method.TypeInfo.Type, method.MethodInfo), IMethodInfo
{
    readonly bool _isAsync = typeof(Task).IsAssignableFrom(method.MethodInfo.ReturnType);

    object? IMethodInfo.Invoke(object? fixture, params object?[]? args) =>
        _isAsync ? AwaitAsync(fixture, args) : StartAsync(fixture, args, TaskCreationOptions.LongRunning).GetAwaiter().GetResult();

    async Task AwaitAsync(object? fixture, object?[]? args)
    {
        // What comes before the first await may hang as well.
        var running = (Task)(await StartAsync(fixture, args, TaskCreationOptions.None))!;
        await LimitAsync(running);
    }

    Task<object?> StartAsync(object? fixture, object?[]? args, TaskCreationOptions how) =>
        LimitAsync(Task.Factory.StartNew(() => method.Invoke(fixture, args), CancellationToken.None, how, TaskScheduler.Default));

    async Task<object?> LimitAsync(Task<object?> running)
    {
        await LimitAsync((Task)running);
        return await running;
    }

    async Task LimitAsync(Task running)
    {
        using var stop = new CancellationTokenSource();
        var ended = await Task.WhenAny(running, Task.Delay(limit, stop.Token)) == running;
        await stop.CancelAsync();
        if (!ended) throw new TimeoutException($"The test has run for {limit} and does not end.");
        await running;
    }
}
