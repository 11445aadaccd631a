using NUnit.Framework.Internal;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>The ceiling of a test ends tests that hang, wherever they do, and changes nothing for the others.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class LimitedMethodTests
{
    readonly ManualResetEventSlim _released = new();

    /// <summary>Those that were left behind go on then, and end.</summary>
    [TearDown]
    public void Release() => _released.Set();

    [TestCase(nameof(SpinsForEver))]
    [TestCase(nameof(WaitsForEver))]
    [TestCase(nameof(BlocksForEver))]
    [TestCase(nameof(BlocksBeforeItsFirstAwait))]
    public async Task ATestThatHangsIsRedAtItsCeiling(string method) =>
        await FluentActions.Awaiting(() => InvokeAsync(method, TimeSpan.FromMilliseconds(50))).Should().ThrowAsync<TimeoutException>().WithMessage("*does not end*");

    [TestCase(nameof(Fails))]
    [TestCase(nameof(FailsLater))]
    public async Task AFailureIsTheTestsOwn(string method) =>
        await FluentActions.Awaiting(() => InvokeAsync(method, Limits.Patience)).Should().ThrowAsync<Exception>().Where(e => (e.InnerException ?? e).Message == "red");

    [Test]
    public void EveryTestHasACeiling() =>
        TestExecutionContext.CurrentContext.CurrentTest.Method.Should().BeOfType<LimitedMethod>();

    async Task InvokeAsync(string name, TimeSpan limit)
    {
        var method = GetType().GetMethod(name, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        NUnit.Framework.Interfaces.IMethodInfo limited = new LimitedMethod(new MethodWrapper(GetType(), method), limit);
        if (await Task.Run(() => limited.Invoke(this)) is Task task) await task;
    }

    async Task SpinsForEver()
    {
        while (!_released.IsSet) await Task.Yield();
    }

    Task WaitsForEver() => new TaskCompletionSource().Task;

    void BlocksForEver() => _released.Wait();

    async Task BlocksBeforeItsFirstAwait()
    {
        _released.Wait();
        await Task.Yield();
    }

    void Fails() => throw new InvalidOperationException("red");

    async Task FailsLater()
    {
        await Task.Yield();
        throw new InvalidOperationException("red");
    }
}
