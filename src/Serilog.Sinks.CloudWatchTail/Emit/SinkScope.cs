using System.Runtime.CompilerServices;

namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// Marks the calls that a sink makes itself, so that what they log is refused on arrival: a sink that logs its own requests never comes to rest.
/// The mark flows with the execution context, into the HTTP client and into callbacks.
/// </summary>
sealed class SinkScope
{
    static readonly AsyncLocal<SinkScope?> Current = new();

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
    public static bool Refuses(object sink) => Current.Value is { } scope && (scope._everySinkRefuses || ReferenceEquals(scope._owner, sink));

    /// <summary>Whether this is a call of the sink's own, such as a callback: waiting for the sink here would be waiting for oneself.</summary>
    public static bool IsInside(object sink) => Current.Value is { } scope && ReferenceEquals(scope._owner, sink);

    /// <summary>From here on this flow of execution is inside the scope.</summary>
    public void Enter() => Current.Value = this;

    /// <summary>Runs a synchronous call inside the scope.</summary>
    public void Run<TState>(Action<TState> call, TState state)
    {
        var outer = Current.Value;
        Current.Value = this;
        try
        {
            call(state);
        }
        finally
        {
            Current.Value = outer;
        }
    }
}
