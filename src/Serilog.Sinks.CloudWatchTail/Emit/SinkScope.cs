using System.Runtime.CompilerServices;
namespace Serilog.Sinks.CloudWatchTail.Emit;

/// <summary>
/// Marks the calls that a sink makes itself, so that what they log is refused on arrival: a sink that logs its own requests never comes to rest.
/// The mark flows with the execution context, into the HTTP client and into callbacks.
/// </summary>
static class SinkScope
{
    static readonly object Everywhere = new();
    static readonly AsyncLocal<object?> Current = new();

    /// <summary>From here on, in this flow of execution, every sink refuses events.</summary>
    public static void Enter() => Current.Value = Everywhere;

    /// <summary>
    /// From here on only <paramref name="sink"/> refuses events: its fallback may well be another CloudWatch sink, but never itself.
    /// </summary>
    public static void EnterFallbackOf(object sink) => Current.Value = sink;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Refuses(object sink)
    {
        var current = Current.Value;
        return current is not null && (ReferenceEquals(current, Everywhere) || ReferenceEquals(current, sink));
    }
}
