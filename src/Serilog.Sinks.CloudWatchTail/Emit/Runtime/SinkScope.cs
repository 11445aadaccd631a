using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

// Marks the calls that a sink makes, so that events logged inside them are refused: a sink that logs its own requests would never be done. The mark
// flows with the execution context into the HTTP client and into callbacks, and is revoked when the call returns: a timer or a task first started
// inside the call keeps the mark for life, but what it logs later is the application's.
sealed class SinkScope
{
    static readonly AsyncLocal<Mark?> Current = new();

    readonly object _owner;
    readonly bool _everySinkRefuses;

    SinkScope(object owner, bool everySinkRefuses)
    {
        _owner = owner;
        _everySinkRefuses = everySinkRefuses;
    }

    // The scope of a sink's own calls. Every sink refuses events in it, because two sinks that log each other's calls would never be done either.
    public static SinkScope OwnCallsOf(object sink) => new(sink, everySinkRefuses: true);

    // The scope of a sink's fallback, which may be another CloudWatch sink, but never the same one.
    public static SinkScope FallbackOf(object sink) => new(sink, everySinkRefuses: false);

    // Whether sink must refuse an event raised here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Refuses(object sink) => Current.Value is { Scope: { } scope } && (scope._everySinkRefuses || ReferenceEquals(scope._owner, sink));

    // Whether this runs inside one of the sink's own calls, such as a callback, where waiting for the sink would deadlock.
    public static bool IsInside(object sink) => Current.Value is { Scope: { } scope } && ReferenceEquals(scope._owner, sink);

    // Enters the scope in this flow of execution, until the returned call is disposed.
    public Call Enter() => new(this);

    // Runs a synchronous call inside the scope.
    public void Run<TState>(Action<TState> call, TState state)
    {
        using (Enter()) call(state);
    }

    // One call inside a scope.
    public readonly struct Call : IDisposable
    {
        readonly Mark _mark;
        readonly Mark? _outer;

        public Call(SinkScope scope)
        {
            _outer = Current.Value;
            Current.Value = _mark = new Mark(scope);
        }

        public void Dispose()
        {
            _mark.Revoke();
            Current.Value = _outer;
        }
    }

    // The value that flows. Each call has its own, because a context captured in one must not become valid again in the next.
    sealed class Mark(SinkScope scope)
    {
        SinkScope? _scope = scope;

        // Null once the call has returned.
        public SinkScope? Scope => Volatile.Read(ref _scope);

        public void Revoke() => Volatile.Write(ref _scope, null);
    }
}
