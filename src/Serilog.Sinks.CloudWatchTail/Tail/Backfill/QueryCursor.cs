using Serilog.Sinks.CloudWatchTail.CloudWatch.Operations;
using Serilog.Sinks.CloudWatchTail.Tail.Groups;

namespace Serilog.Sinks.CloudWatchTail.Tail.Backfill;

// Steps through the events of one query in time order, page by page. An empty page that has a token is not the end. A missing group or stream has no
// events, unless it must exist.
sealed class QueryCursor
{
    readonly QueryPacer _pacer;
    readonly Action _onSetback;
    readonly Action _onPage;
    readonly bool _mustExist;
    FilterLogEventsRequest _request;
    IReadOnlyList<FilteredLogEvent> _page = [];
    bool _last;
    int _index = -1;

    // Where to resume when a token has expired: the events already read of the last millisecond.
    readonly HashSet<string> _idsOfLastTimestamp = [];
    long _lastTimestamp = -1;
    bool _cameOn = true;

    public QueryCursor(TailedGroup group, FilterLogEventsRequest request, bool mustExist, QueryPacer pacer, Action onPage, Action onSetback)
    {
        Group = group;
        _request = request;
        _mustExist = mustExist;
        _pacer = pacer;
        _onPage = onPage;
        _onSetback = onSetback;
    }

    public TailedGroup Group { get; }

    public FilteredLogEvent Current => _page[_index];

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (++_index < _page.Count)
            {
                if (IsNew(_page[_index])) return true;
            }

            if (_last) return false;
            await ReadPageAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    async Task ReadPageAsync(CancellationToken cancellationToken)
    {
        _index = -1;
        _page = [];
        try
        {
            var response = await _pacer.QueryAsync(_request, _onSetback, cancellationToken).ConfigureAwait(false);
            _page = response.Events;
            _last = response.NextToken is null;
            _request = _request with { NextToken = response.NextToken };
        }
        catch (CloudWatchLogsException exception) when (exception.ErrorClass == CloudWatchLogsErrorClass.NotFound && !_mustExist)
        {
            _last = true;
        }
        catch (CloudWatchLogsException exception) when (exception.ErrorClass == CloudWatchLogsErrorClass.NotFound && _request.LogStreamNames is null)
        {
            // The query is one of several, and the service does not repeat the group's name.
            throw GroupRefusal.Naming([Group], exception);
        }
        catch (CloudWatchLogsException exception) when (exception.ErrorClass == CloudWatchLogsErrorClass.Invalid && _request.NextToken is not null && _cameOn)
        {
            // A token is valid for a day, and reading a long history can take longer. Resume only if there was a new event since the last time, or
            // this could repeat forever.
            _cameOn = false;
            _request = _request with { NextToken = null, StartTime = Math.Max(_lastTimestamp, _request.StartTime ?? 0) };
        }
        catch (CloudWatchLogsException exception)
            when (!_mustExist && (exception.ErrorClass == CloudWatchLogsErrorClass.Denied || _request.NextToken is null) && _pacer.WasAnswered(_request.LogGroupIdentifier))
        {
            // The refusals have lasted too long and were announced: the other groups must stop waiting for this one.
            _last = true;
        }

        _onPage();
    }

    bool IsNew(in FilteredLogEvent found)
    {
        if (found.Timestamp > _lastTimestamp)
        {
            _lastTimestamp = found.Timestamp;
            _idsOfLastTimestamp.Clear();
        }

        var isNew = found.Timestamp < _lastTimestamp || _idsOfLastTimestamp.Add(found.EventId);
        _cameOn |= isNew;
        return isNew;
    }
}
