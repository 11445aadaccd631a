using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Emit.Reporting;
using Serilog.Sinks.CloudWatchTail.Emit.Runtime;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

// Finds the stream of an event and bounds the number of distinct names that events may choose within an hour; further names go to one overflow
// stream. Not thread-safe.
sealed class StreamRouter
{
    public const string OverflowName = "overflow";

    readonly StreamNameTemplate _template;
    readonly int _streamLimit;
    readonly TimeProvider _timeProvider;
    readonly Action<CloudWatchFailure> _report;
    readonly Predicate<StreamName> _tryForget;
    readonly Failures _failures;
    readonly StreamNameTable _table = new();
    readonly StringBuilder _name = new(StreamNameTemplate.MaxLength);
    readonly long _hourTicks;

    StreamName? _last;
    StreamName? _overflow;
    DateTimeOffset _lastTime;
    long _hour = long.MinValue;
    int _namesThisHour;
    bool _overflowReported;
    StreamName? _lastNamed;
    long _namedHour = long.MinValue;

    // report receives failures about names. tryForget discards everything kept for a name and returns false if something still waits for it; null if
    // nothing is kept.
    public StreamRouter(StreamNameTemplate template, EmitSettings settings, Action<CloudWatchFailure> report, Predicate<StreamName>? tryForget = null)
    {
        _template = template;
        _streamLimit = settings.StreamLimit;
        _timeProvider = settings.TimeProvider;
        _report = report;
        _tryForget = tryForget ?? (static _ => true);
        _failures = new Failures(settings.LogGroup);
        _hourTicks = settings.TicksOf(TimeSpan.FromHours(1));
        if (template.Constant is { } name) _table.Add(_last = new StreamName(name));
    }

    public IReadOnlyList<StreamName> Names => _table.All;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StreamName Route(scoped in CapturedEvent logEvent)
    {
        if (_template.Constant is not null) return _last!;
        if (_template.DependsOnDateOnly && _last is not null && logEvent.Timestamp == _lastTime) return _last;

        _template.Render(in logEvent, _name);
        var stream = RouteNamed(_name);
        if (stream == _last) _lastTime = logEvent.Timestamp;
        return stream;
    }

    // Returns the stream for a name that is already rendered.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StreamName RouteNamed(StringBuilder name)
    {
        var hour = _timeProvider.GetTimestamp() / _hourTicks;
        if (hour != _hour) BeginHour(hour);
        if (_template.TakeNews() is { } news) _report(_failures.UnknownToken(news));
        var stream = _last is not null && _last != _overflow && name.Equals(_last.Name) ? _last : _table.Find(name);
        if (stream is null || (stream.LastUsedHour != hour && stream != _overflow))
        {
            if (_namesThisHour >= _streamLimit) return Overflow();
            _namesThisHour++;
            if (stream is null) _table.Add(stream = new StreamName(name.ToString()));
            stream.UseIn(hour);
        }

        return _last = stream;
    }

    // Returns the stream chosen when an event was recorded, possibly by an earlier process; it does not count against the limit again.
    public StreamName RouteTo(ReadOnlySpan<byte> utf8Name)
    {
        if (_template.TakeNews() is { } news) _report(_failures.UnknownToken(news));
        var hour = _timeProvider.GetTimestamp() / _hourTicks;
        if (hour != _namedHour)
        {
            _table.RemoveWhere(s => s.LastUsedHour < hour - 1 && s != _last && s != _overflow && _tryForget(s));
            _namedHour = hour;
            _lastNamed = null;
        }

        Span<char> name = stackalloc char[utf8Name.Length];
        _name.Clear().Append(name[..Encoding.UTF8.GetChars(utf8Name, name)]);
        if (_lastNamed is not null && _name.Equals(_lastNamed.Name)) return _lastNamed;
        var stream = _table.Find(_name);
        if (stream is null) _table.Add(stream = new StreamName(_name.ToString()));
        stream.UseIn(hour);
        return _lastNamed = stream;
    }

    void BeginHour(long hour)
    {
        // Names of earlier hours are forgotten once nothing waits for them. Otherwise a date in the template would keep a stream for each day
        // forever.
        _table.RemoveWhere(s => s.LastUsedHour < _hour && _tryForget(s));
        if (_last is not null && !_table.All.Contains(_last)) _last = null;
        if (_overflow is not null && !_table.All.Contains(_overflow)) _overflow = null;
        _hour = hour;
        _namesThisHour = 0;
        _lastNamed = null;
        _overflowReported = false;
    }

    StreamName Overflow()
    {
        if (_overflow is null)
        {
            _name.Clear().Append(OverflowName);
            _overflow = _table.Find(_name);
            if (_overflow is null) _table.Add(_overflow = new StreamName(OverflowName));
        }

        _overflow.UseIn(_hour);
        if (_overflowReported) return _overflow;
        _overflowReported = true;
        _report(_failures.StreamLimit(_streamLimit, OverflowName));
        return _overflow;
    }
}
