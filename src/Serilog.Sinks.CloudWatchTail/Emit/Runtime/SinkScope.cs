using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Emit.Runtime;

/// <summary>
/// Marks the calls that a sink makes itself, so that what they log is refused on arrival: a sink that logs its own requests never comes to rest.
/// The mark flows with the execution context, into the HTTP client and into callbacks, and is revoked when the call returns: a timer or a task
/// that was first started inside of it carries the mark for life, and what it logs later is the application's.
/// </summary>
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

    /// <summary>The scope of a sink's own calls: two sinks that log each other's calls would not come to rest either, so every sink refuses.</summary>
    public static SinkScope OwnCallsOf(object sink) => new(sink, everySinkRefuses: true);

    /// <summary>The scope of a sink's fallback: that may well be another CloudWatch sink, but never the same one.</summary>
    public static SinkScope FallbackOf(object sink) => new(sink, everySinkRefuses: false);

    /// <summary>Whether <paramref name="sink"/> must refuse an event that is raised here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Refuses(object sink) => Current.Value is { Scope: { } scope } && (scope._everySinkRefuses || ReferenceEquals(scope._owner, sink));

    /// <summary>Whether this is a call of the sink's own, such as a callback: waiting for the sink here would be waiting for oneself.</summary>
    public static bool IsInside(object sink) => Current.Value is { Scope: { } scope } && ReferenceEquals(scope._owner, sink);

    /// <summary>From here on this flow of execution is inside the scope, until the call is disposed.</summary>
    public Call Enter() => new(this);

    /// <summary>Runs a synchronous call inside the scope.</summary>
    public void Run<TState>(Action<TState> call, TState state)
    {
        using (Enter()) call(state);
    }

    /// <summary>One call inside a scope.</summary>
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

    /// <summary>What flows: one for each call, since a context that was captured in one must not come to life again in the next.</summary>
    sealed class Mark(SinkScope scope)
    {
        SinkScope? _scope = scope;

        /// <summary>None once the call has returned.</summary>
        public SinkScope? Scope => Volatile.Read(ref _scope);

        public void Revoke() => Volatile.Write(ref _scope, null);
    }
}
