using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// The application's choice of a stream, on the logging thread. Its exceptions must not reach the caller that logs: the event then goes to the
// template's stream.
sealed class StreamSelector(Func<LogEvent, string?> choose)
{
    [ThreadStatic]
    static bool _choosing;

    string? _news;
    int _told;

    // Returns the chosen name, or null if there is no choice.
    public string? Choose(LogEvent logEvent)
    {
        // An event logged by the selector itself is not passed to it, to prevent endless recursion.
        if (_choosing) return null;
        _choosing = true;
        try
        {
            // No more is kept than a name may have, and one character, by which it shows that it goes on.
            return choose(logEvent) switch
            {
                null or "" => null,
                { Length: > StreamNameTemplate.MaxLength + 1 } name => name[..(StreamNameTemplate.MaxLength + 1)],
                var name => name,
            };
        }
        catch (Exception ex)
        {
            if (Interlocked.Exchange(ref _told, 1) == 0)
                Volatile.Write(ref _news, $"logStreamSelector threw {ex.GetType().Name}: {ex.Message.TrimEnd('.')}. Events for which it throws go to the stream that logStream names.");
            return null;
        }
        finally
        {
            _choosing = false;
        }
    }

    // Returns the news to report, once.
    public string? TakeNews() => Volatile.Read(ref _news) is null ? null : Interlocked.Exchange(ref _news, null);
}
