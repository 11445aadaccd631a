using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Finds the key of an event's trace: the trace id, or else the value of one property. property is its name; null for none.
sealed class DetailKey(string? property)
{
    public string? Of(LogEvent logEvent) => logEvent.TraceId is { } trace ? trace.ToHexString() : property is null ? null : ValueOf(logEvent);

    // Text, whole numbers and Guids: ToString of any other value could be the application's code.
    string? ValueOf(LogEvent logEvent) => logEvent.Properties.TryGetValue(property!, out var value) && value is ScalarValue scalar
        ? scalar.Value switch
        {
            string { Length: > 0 } text => text,
            Guid id => id.ToString(),
            int or long or short or byte or uint or ulong or ushort or sbyte or Int128 or UInt128 => ((IFormattable)scalar.Value).ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;
}
