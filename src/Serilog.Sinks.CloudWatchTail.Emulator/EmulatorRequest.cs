using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;

namespace Serilog.Sinks.CloudWatchTail.Emulator;

/// <summary>A signed request that reached the emulator, and what became of it.</summary>
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

    /// <summary>Its place among the requests of its operation, from 1.</summary>
    public int Number { get; }

    /// <summary>When it was there in whole, by the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Its headers; names compare without case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body after decompression, and in JSON whichever protocol it came in. Empty when the bounded log gave it up (see <see cref="CloudWatchLogsEmulatorOptions.RequestLogLimitBytes"/>).</summary>
    public ReadOnlyMemory<byte> Body => _body;

    /// <summary>The body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(_body.Span);

    /// <summary>The member <c>logGroupName</c> or <c>logGroupIdentifier</c>, if the body has one.</summary>
    public string? LogGroupName { get; }

    /// <summary>The member <c>logStreamName</c>, if the body has one.</summary>
    public string? LogStreamName { get; }

    /// <summary>The answer's HTTP status; <see langword="null"/> while there is none, and for good when the connection was cut.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>The error's type in the answer, such as <c>ThrottlingException</c>; <see langword="null"/> on success.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>Completes when the request is over: answered, cut, or given up by its client.</summary>
    public Task Answered => _answered.Task;

    // Note the answer; the first word counts.
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
