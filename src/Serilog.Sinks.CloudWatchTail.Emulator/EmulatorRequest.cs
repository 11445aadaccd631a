using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A signed request that reached the emulator, and its outcome.</summary>
public sealed class EmulatorRequest
{
    readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ReadOnlyMemory<byte> _body;
    int _concluded;

    internal EmulatorRequest(string operation, int number, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, DateTimeOffset receivedAt)
    {
        Operation = operation;
        Number = number;
        Headers = headers;
        _body = body;
        ReceivedAt = receivedAt;
        (LogGroupName, LogStreamName) = RequestTarget.Read(body.Span);
    }

    /// <summary>The operation, such as <c>PutLogEvents</c>.</summary>
    public string Operation { get; }

    /// <summary>The number of the request among those of its operation, from 1.</summary>
    public int Number { get; }

    /// <summary>When the request was received completely, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The headers; names are case-insensitive.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>
    /// The body after decompression, in JSON whatever the protocol. Empty once the bounded log has discarded it (see
    /// <see cref="CloudWatchLogsEmulatorOptions.RequestLogLimitBytes"/>).
    /// </summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>The body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(_body.Span);

    /// <summary>The member <c>logGroupName</c> or <c>logGroupIdentifier</c>, if the body has one.</summary>
    public string? LogGroupName { get; }

    /// <summary>The member <c>logStreamName</c>, if the body has one.</summary>
    public string? LogStreamName { get; }

    /// <summary>The HTTP status of the response; <see langword="null"/> until there is one, and for good if the connection was cut.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>The error type in the response, such as <c>ThrottlingException</c>; <see langword="null"/> on success.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>Completes when the request is over: answered, cut, or abandoned by its client.</summary>
    public Task Answered => _answered.Task;

    // Records the outcome; the first call counts.
    internal bool TryConclude(int? status, string? errorCode)
    {
        if (Interlocked.Exchange(ref _concluded, 1) != 0) return false;
        StatusCode = status;
        ErrorCode = errorCode;
        return true;
    }

    internal void Finish() => _answered.TrySetResult();

    internal void ForgetBody() => _body = default;
}
