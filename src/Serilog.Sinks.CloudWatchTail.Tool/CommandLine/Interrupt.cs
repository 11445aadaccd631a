using System.Runtime.InteropServices;

namespace Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

// The first Ctrl+C, SIGTERM or SIGHUP cancels; the second ends the process immediately.
sealed class Interrupt : IDisposable
{
    readonly CancellationTokenSource _cancelled = new();
    readonly PosixSignalRegistration[] _registrations;

    public Interrupt()
    {
        // Otherwise the sink would treat the signal as the end of the process.
        CloudWatchSinks.FlushesOnSignals = false;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
        ];
    }

    public CancellationToken Token => _cancelled.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    // Completes, without an exception, when the token is cancelled.
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(cancelled.SetResult)) await cancelled.Task;
    }

    void Handle(PosixSignalContext context)
    {
        if (_cancelled.IsCancellationRequested) return;
        context.Cancel = true;
        _cancelled.Cancel();
    }
}
