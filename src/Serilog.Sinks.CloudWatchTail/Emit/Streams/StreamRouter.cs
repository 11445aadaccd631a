using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Streams;

/// <summary>
/// Finds the stream of an event and bounds how many distinct names the events may choose within an hour; the rest go to one overflow stream.
/// Only the loop touches it.
/// </summary>
sealed class StreamRouter
{
    public const string OverflowName = "overflow";

    readonly StreamNameTemplate _template;
    readonly string _logGroup;
    readonly int _streamLimit;
    readonly TimeProvider _timeProvider;
    readonly Func<double> _random;
    readonly Action<CloudWatchFailure> _report;
    readonly StreamNameTable _table = new();
    readonly StringBuilder _name = new(StreamNameTemplate.MaxLength);
    readonly long _hourTicks;

    LogStream? _last;
    LogStream? _overflow;
    DateTimeOffset _lastTime;
    long _hour = long.MinValue;
    int _namesThisHour;
    bool _overflowReported;
    LogStream? _lastNamed;
    long _namedHour = long.MinValue;

    public StreamRouter(StreamNameTemplate template, CloudWatchSinkOptions options, Action<CloudWatchFailure> report)
    {
        _template = template;
        _logGroup = options.LogGroup!;
        _streamLimit = options.StreamLimit;
        _timeProvider = options.TimeProvider;
        _random = options.Randomizer;
        _report = report;
        _hourTicks = _timeProvider.ToTimestampTicks(TimeSpan.FromHours(1));
        if (template.Constant is { } name) _table.Add(_last = new LogStream(_logGroup, name, _random));
    }

    public List<LogStream> Streams => _table.All;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LogStream Route(scoped in CapturedEvent logEvent)
    {
        if (_template.Constant is not null) return _last!;
        if (_template.DependsOnDateOnly && _last is not null && logEvent.Timestamp == _lastTime) return _last;

        _template.Render(in logEvent, _name);
        var stream = RouteNamed(_name);
        if (stream == _last) _lastTime = logEvent.Timestamp;
        return stream;
    }

    /// <summary>The stream of an event whose name is rendered already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LogStream RouteNamed(StringBuilder name)
    {
        var hour = _timeProvider.GetTimestamp() / _hourTicks;
        if (hour != _hour) BeginHour(hour);
        if (_template.TakeNews() is { } news) ReportToken(news);
        var stream = _last is not null && _last != _overflow && name.Equals(_last.Name) ? _last : _table.Find(name);
        if (stream is null || (stream.LastUsedHour != hour && stream != _overflow))
        {
            if (_namesThisHour >= _streamLimit) return Overflow();
            _namesThisHour++;
            if (stream is null) _table.Add(stream = new LogStream(_logGroup, name.ToString(), _random));
            stream.LastUsedHour = hour;
        }

        return _last = stream;
    }

    /// <summary>The stream that was chosen when a record was written, maybe by an earlier process: it counts against no bound again.</summary>
    public LogStream RouteTo(ReadOnlySpan<byte> utf8Name)
    {
        if (_template.TakeNews() is { } news) ReportToken(news);
        var hour = _timeProvider.GetTimestamp() / _hourTicks;
        if (hour != _namedHour)
        {
            _table.RemoveWhere(s => s.IsIdle && s.LastUsedHour < hour - 1 && s != _last && s != _overflow);
            _namedHour = hour;
            _lastNamed = null;
        }

        Span<char> name = stackalloc char[utf8Name.Length];
        _name.Clear().Append(name[..Encoding.UTF8.GetChars(utf8Name, name)]);
        if (_lastNamed is not null && _name.Equals(_lastNamed.Name)) return _lastNamed;
        var stream = _table.Find(_name);
        if (stream is null) _table.Add(stream = new LogStream(_logGroup, _name.ToString(), _random));
        stream.LastUsedHour = Math.Max(stream.LastUsedHour, hour);
        return _lastNamed = stream;
    }

    /// <summary>Lets every open batch be sent as soon as its stream may.</summary>
    public void MarkAllDue()
    {
        foreach (var stream in Streams)
        {
            for (var batch = stream.Open.First; batch is not null; batch = batch.Next) batch.Due = long.MinValue;
        }
    }

    /// <summary>Ends every wait after a failure, once.</summary>
    public void CutWaitsShort()
    {
        foreach (var stream in Streams) stream.CutWaitShort();
    }

    /// <summary>Ends every wait after a failure, and lets the next ones start short again: the little time that is left should see several tries.</summary>
    public void RetryAllNow()
    {
        foreach (var stream in Streams)
        {
            stream.CutWaitShort();
            stream.PacedUntil = long.MinValue;
            stream.Retry.Reset();
        }
    }

    /// <summary>Whether a sealed batch could be sent now.</summary>
    public bool AnyToBeSent(long now)
    {
        foreach (var stream in Streams)
        {
            if (stream.Sealed.Count > 0 && stream.MaySend(now)) return true;
        }

        return false;
    }

    void ReportToken(string news) =>
        _report(new CloudWatchFailure(CloudWatchFailureKind.Temporary, CloudWatchFailureReason.StreamToken, news, 0, logGroup: _logGroup));

    void BeginHour(long hour)
    {
        // Names of earlier hours are forgotten once nothing waits for them, else a date in the template would keep a stream a day for ever.
        _table.RemoveWhere(s => s.IsIdle && s.LastUsedHour < _hour);
        if (_last is not null && !_table.All.Contains(_last)) _last = null;
        if (_overflow is not null && !_table.All.Contains(_overflow)) _overflow = null;
        _hour = hour;
        _namesThisHour = 0;
        _overflowReported = false;
    }

    LogStream Overflow()
    {
        if (_overflow is null)
        {
            _name.Clear().Append(OverflowName);
            _overflow = _table.Find(_name);
            if (_overflow is null) _table.Add(_overflow = new LogStream(_logGroup, OverflowName, _random));
        }

        _overflow.LastUsedHour = _hour;
        if (_overflowReported) return _overflow;
        _overflowReported = true;
        _report(new CloudWatchFailure(
            CloudWatchFailureKind.Temporary,
            CloudWatchFailureReason.StreamLimit,
            $"The events for {_logGroup} chose more than {_streamLimit} stream names (streamLimit) within an hour; for the rest of it new names go to the stream {OverflowName}.",
            0,
            logGroup: _logGroup,
            logStream: OverflowName));
        return _overflow;
    }
}
