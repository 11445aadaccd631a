using Microsoft.AspNetCore.Http;
using Serilog.Sinks.CloudWatchTail.Emulator.Faults;
using Serilog.Sinks.CloudWatchTail.Emulator.LiveTail;
using Serilog.Sinks.CloudWatchTail.Emulator.Protocol;
using Serilog.Sinks.CloudWatchTail.Emulator.Signing;

namespace Serilog.Sinks.CloudWatchTail.Emulator.Http;

// Processes a request: body, operation, signature, faults, response.
sealed class RequestPipeline(EmulatorState state, CancellationToken stopping)
{
    public const string StartLiveTail = "StartLiveTail";

    readonly CloudWatchLogsEmulatorOptions _options = state.Options;
    readonly SignatureVerifier _verifier = new(state.Options.Credentials, state.Options.Region, state.Options.ClockSkewLimit, state.Options.TimeProvider);
    readonly HostRule _hosts = new(state.Options.HostNames);
    readonly AdminEndpoint? _admin = state.Options.AdminEndpoint ? new(state.Faults, state.Options.RequestSizeLimitBytes) : null;

    public async Task HandleAsync(HttpContext context)
    {
        var foreign = _hosts.Check(context.Request);
        if (_admin is not null && context.Request.Path == AdminEndpoint.Path)
        {
            await _admin.HandleAsync(context, foreign).ConfigureAwait(false);
            return;
        }

        var route = OperationRoute.Read(context.Request);
        var operation = route.Operation;
        var answer = new Answer(context, route.Protocol);

        // Clients correct their clocks by this header, so it shows the emulator's clock, not the machine's.
        context.Response.Headers.Date = _options.TimeProvider.GetUtcNow().ToString("r");

        var (body, error) = (foreign ?? route.Error) is { } refused
            ? ([], refused)
            : await ReadAsync(context, route.Protocol).ConfigureAwait(false);
        if (error is not null)
        {
            _options.Log?.Invoke($"{operation,-20} {error.Status} {error.Code}: {error.Message}");
            await answer.SendAsync(error).ConfigureAwait(false);
            return;
        }

        var request = state.Requests.Add(operation, Headers(context.Request), body, _options.TimeProvider.GetUtcNow());
        state.Changed.Pulse();
        try
        {
            await DoAsync(request, answer, body).ConfigureAwait(false);
        }
        finally
        {
            Conclude(request);
            request.Finish();
            state.Changed.Pulse();
        }
    }

    // Reads the body as JSON once the signature is known to be valid: it takes memory only if the headers name the right key.
    async Task<(byte[] Body, ServiceError? Error)> ReadAsync(HttpContext context, WireProtocol protocol)
    {
        var limit = _options.RequestSizeLimitBytes;
        if (RequestBody.CheckLength(context.Request, limit) is { } tooLarge) return ([], tooLarge);
        if (_verifier.VerifyHeaders(context.Request, out var claim) is { } unsigned) return ([], unsigned);

        var (bytes, error) = await RequestBody.ReadAsync(context.Request, limit, context.RequestAborted).ConfigureAwait(false);
        var body = bytes ?? [];
        error ??= _verifier.VerifyBody(context, claim!, body)
                  ?? RequestBody.TryDecode(context.Request.Headers.ContentEncoding, body, limit, out body)
                  ?? protocol.Read(body, out body);
        return (body, error);
    }

    // Records the outcome before the response is sent, so that a client that has the response finds it in the log.
    void Conclude(EmulatorRequest request, int? status = null, string? errorCode = null)
    {
        if (!request.TryConclude(status, errorCode)) return;
        state.Requests.Release(request);
        if (_options.Log is not { } log) return;
        var time = (_options.TimeProvider.GetUtcNow() - request.ReceivedAt).TotalMilliseconds;
        string?[] parts = [request.Operation.PadRight(20), status?.ToString() ?? "cut", errorCode, $"{time:0.0} ms", Name(request.LogGroupName), Name(request.LogStreamName)];
        log(string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p))));
    }

    // Makes a name from a client, which may be any text, fit for one line of a terminal.
    static string? Name(string? name) =>
        name is null ? null : string.Concat(name.Take(512).Select(c => char.IsControl(c) ? '\uFFFD' : c));

    async Task DoAsync(EmulatorRequest request, Answer answer, byte[] body)
    {
        if (_options.Latency > TimeSpan.Zero) await Task.Delay(_options.Latency, _options.TimeProvider, answer.Aborted).ConfigureAwait(false);

        FaultAction? decides = null;
        var breaks = new List<LiveTailFault>();
        foreach (var fault in state.Faults.Strike(request))
        {
            switch (fault.Action.Kind)
            {
                case FaultKind.Delay: await Task.Delay(fault.Action.Delay, _options.TimeProvider, answer.Aborted).ConfigureAwait(false); break;
                case FaultKind.Hold: await HoldAsync(fault, answer.Aborted).ConfigureAwait(false); break;
                case FaultKind.BreakLiveTail: breaks.Add(fault.Action.LiveTail!); break;
                default: decides = fault.Action; break;
            }
        }

        switch (decides?.Kind)
        {
            case FaultKind.Reject:
                Conclude(request, decides.Error!.Status, decides.Error.Code);
                await (decides.RawBody is { } raw ? answer.SendRawAsync(decides.Error.Status, raw) : answer.SendAsync(decides.Error)).ConfigureAwait(false);
                return;
            case FaultKind.CutBeforeStoring:
            case FaultKind.CutAfterStoring or FaultKind.CutMidAnswer when request.Operation == StartLiveTail:
                answer.Cut();
                return;
            case FaultKind.NeverAnswer:
            case FaultKind.StoreAndNeverAnswer when request.Operation == StartLiveTail:
                await NeverAsync(answer.Aborted).ConfigureAwait(false);
                return;
        }

        if (request.Operation == StartLiveTail)
        {
            await TailAsync(request, answer, body, breaks).ConfigureAwait(false);
            return;
        }

        var error = state.Operation(request.Operation) is { } operation
            ? operation.Execute(body, answer.Json)
            : ServiceError.UnknownOperation($"The operation {request.Operation} is not known.");
        state.Changed.Pulse();
        switch (decides?.Kind)
        {
            case FaultKind.CutAfterStoring:
                answer.Cut();
                return;
            case FaultKind.CutMidAnswer:
                await answer.SendHalfAsync(error).ConfigureAwait(false);
                return;
            case FaultKind.StoreAndNeverAnswer:
                await NeverAsync(answer.Aborted).ConfigureAwait(false);
                return;
        }

        Conclude(request, error?.Status ?? StatusCodes.Status200OK, error?.Code);
        await answer.SendAsync(error).ConfigureAwait(false);
    }

    async Task TailAsync(EmulatorRequest request, Answer answer, byte[] body, List<LiveTailFault> faults)
    {
        if (state.LiveTailStart.Parse(body, out var error) is not { } criteria
            || state.LiveTail.TryOpen(criteria, out error) is not { } session)
        {
            Conclude(request, error!.Status, error.Code);
            await answer.SendAsync(error).ConfigureAwait(false);
            return;
        }

        faults.ForEach(session.Add);
        Conclude(request, StatusCodes.Status200OK);
        await new LiveTailWriter(answer, session, state.LiveTail, stopping).RunAsync().ConfigureAwait(false);
    }

    async Task HoldAsync(Fault fault, CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        await fault.Cleared.WaitAsync(ending.Token).ConfigureAwait(false);
    }

    async Task NeverAsync(CancellationToken aborted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, _options.TimeProvider, ending.Token).ConfigureAwait(false);
    }

    static Dictionary<string, string> Headers(HttpRequest request)
    {
        var headers = new Dictionary<string, string>(request.Headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers) headers[header.Key] = header.Value.ToString();
        return headers;
    }
}
