using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Waits for what has no event of its own, never longer than a test's patience.</summary>
static class Eventually
{
    /// <summary>Until the condition holds; it is asked again and again.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="turn">What the test does meanwhile, before each look but the first.</param>
    /// <param name="words">The condition as it is written, for the message.</param>
    public static async Task HoldsAsync(Func<bool> condition, Func<Task>? turn = null, [CallerArgumentExpression(nameof(condition))] string words = "")
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Limits.Patience) throw TookTooLong("");
            if (turn is not null) await TakeTurnAsync(turn);
            await Task.Yield();
        }

        async Task TakeTurnAsync(Func<Task> take)
        {
            var taken = take();
            try
            {
                await taken.WaitAsync(Limits.Patience);
            }
            catch (TimeoutException) when (!taken.IsCompleted)
            {
                throw TookTooLong(", in a turn of the test that does not end");
            }
        }

        TimeoutException TookTooLong(string where) => new(
            $"'{words}' did not come true within {Limits.Patience}{where}; {PoolState.Now}.");
    }

    /// <summary>The same, where each turn is done at once.</summary>
    public static Task HoldsAsync(Func<bool> condition, Action turn, [CallerArgumentExpression(nameof(condition))] string words = "") => HoldsAsync(
        condition,
        () =>
        {
            turn();
            return Task.CompletedTask;
        },
        words);
}
