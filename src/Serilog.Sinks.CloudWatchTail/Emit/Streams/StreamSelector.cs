using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>
/// The application's own choice of a stream, on the thread that logs. Whatever it throws must not reach who logs: the event then goes to the stream
/// that the template names.
/// </summary>
sealed class StreamSelector(Func<LogEvent, string?> choose)
{
    [ThreadStatic]
    static bool _choosing;

    string? _news;
    int _told;

    /// <summary>The chosen name; none if there is no choice.</summary>
    public string? Choose(LogEvent logEvent)
    {
        // An event that is logged by the choice itself is not asked for, or one would make the next without end.
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
                Volatile.Write(ref _news, $"logStreamSelector threw {ex.GetType().Name}: {ex.Message.TrimEnd('.')}. Events that it throws on go to the stream that logStream names.");
            return null;
        }
        finally
        {
            _choosing = false;
        }
    }

    /// <summary>What to say of it, once.</summary>
    public string? TakeNews() => Volatile.Read(ref _news) is null ? null : Interlocked.Exchange(ref _news, null);
}
