namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// The latest requests, limited in number and in bytes.
sealed class RequestLog(int limit, long limitBytes)
{
    readonly object _gate = new();
    readonly Queue<EmulatorRequest> _requests = new();
    readonly Queue<(EmulatorRequest Request, int Length)> _withBody = new();
    readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    long _bytes;

    public EmulatorRequest Add(
        string operation, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        int number;
        lock (_gate)
        {
            // Clients name the operations, so unknown names must not take memory without limit.
            number = _counts.GetValueOrDefault(operation) + 1;
            if (number > 1 || _counts.Count < 1000) _counts[operation] = number;
        }

        var request = new EmulatorRequest(operation, number, headers, body, receivedAt);
        lock (_gate)
        {
            _requests.Enqueue(request);
            while (_requests.Count > limit) _requests.Dequeue();
        }

        return request;
    }

    // Called when the faults have seen the request: from now on its body counts against the limit.
    public void Release(EmulatorRequest request)
    {
        lock (_gate)
        {
            _withBody.Enqueue((request, request.Body.Length));
            _bytes += request.Body.Length;
            while (_bytes > limitBytes || _withBody.Count > limit)
            {
                var (oldest, length) = _withBody.Dequeue();
                oldest.ForgetBody();
                _bytes -= length;
            }
        }
    }

    public int Count(string operation)
    {
        lock (_gate) return _counts.GetValueOrDefault(operation);
    }

    public IReadOnlyList<EmulatorRequest> Snapshot()
    {
        lock (_gate) return _requests.ToArray();
    }
}
