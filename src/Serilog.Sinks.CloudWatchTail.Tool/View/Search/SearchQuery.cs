using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tool.Expressions;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Filtering;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Reading;

namespace Serilog.Sinks.CloudWatchTail.Tool.View.Search;

// A search for one reader. Not thread-safe.
sealed class SearchQuery
{
    // A pattern that takes too long costs a tenth of a second for each event: if it does for one in a hundred, the search is given up.
    const int SlowLimit = 10;
    const int SlowWindow = 1_000;

    // An evaluation that takes that long, or that much memory, is as bad.
    const long MemoryLimit = 64 * 1024 * 1024;
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(1);

    const int FilterLimit = 20;

    readonly TextSearch? _text;
    readonly IReadOnlyList<EventExpression> _expressions;
    readonly TraceFilter? _trace;
    int _slow;
    int _examined;

    SearchQuery(TextSearch? text, IReadOnlyList<EventExpression> expressions, string? traceId)
    {
        _text = text;
        _expressions = expressions;
        _trace = traceId is null ? null : new TraceFilter(traceId);
    }

    // Whether every event matches, so that none need be read.
    public bool IsEmpty => _text is null && _expressions.Count == 0 && _trace is null;

    // Whether a pattern took too long for so many events that no more are examined.
    public bool IsGivenUp { get; private set; }

    // Returns null if the request cannot be understood.
    public static SearchQuery? Create(SearchRequest request, out SearchError? error)
    {
        error = null;
        var expressions = new List<EventExpression>();
        TextSearch? text = null;
        if (!string.IsNullOrWhiteSpace(request.Query)) text = ReadQuery(request.Query, request.Mode, expressions, out error);
        if (error is null && request.Filters.Count > FilterLimit) error = new($"f{FilterLimit}", $"There can be at most {FilterLimit} filters.", 0);
        for (var i = 0; error is null && i < request.Filters.Count; i++)
            if (!string.IsNullOrWhiteSpace(request.Filters[i])) Add(expressions, $"f{i}", request.Filters[i], out error);
        return error is null ? new SearchQuery(text, expressions, string.IsNullOrWhiteSpace(request.TraceId) ? null : request.TraceId.Trim()) : null;
    }

    public bool Matches(LogEvent logEvent)
    {
        if (IsGivenUp || (_trace is not null && !_trace.Matches(new TailedEvent(default, logEvent)))) return false;
        return AllAreTrue(logEvent) && _text?.Matches(logEvent) != false;
    }

    bool AllAreTrue(LogEvent logEvent)
    {
        if (_expressions.Count == 0) return true;
        var (began, allocated) = (TimeProvider.System.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
        var timedOut = false;
        try
        {
            foreach (var expression in _expressions)
                if (!expression.IsTrueFor(logEvent)) return false;
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            timedOut = true;
            return false;
        }
        finally
        {
            Count(timedOut || TimeProvider.System.GetElapsedTime(began) > TimeLimit || GC.GetAllocatedBytesForCurrentThread() - allocated > MemoryLimit);
        }
    }

    void Count(bool wasSlow)
    {
        if (wasSlow && ++_slow >= SlowLimit) IsGivenUp = true;
        // A machine that is busy elsewhere now and then makes no search slow.
        if (++_examined % SlowWindow == 0) _slow = 0;
    }

    static TextSearch? ReadQuery(string query, string mode, List<EventExpression> expressions, out SearchError? error)
    {
        error = null;
        if (mode == "text" || (mode == "auto" && !QueryKind.LooksLikeExpression(query))) return new TextSearch(query.Trim());
        Add(expressions, "q", query, out error);
        return null;
    }

    static void Add(List<EventExpression> expressions, string field, string text, out SearchError? error)
    {
        var compiles = EventExpression.TryCompile(text, out var expression, out var reason);
        error = compiles ? null : new SearchError(field, reason.Message, reason.Position);
        if (expression is not null) expressions.Add(expression);
    }
}
