using System.Runtime.CompilerServices;
using Serilog.Sinks.CloudWatchTail.Json;

namespace Serilog.Sinks.CloudWatchTail.Formats.Writing;

// Writes the times of events, most of which differ from the one before in the fraction of the second alone. Not thread-safe.
sealed class EventTimes
{
    readonly byte[] _text = JsonLiteral.Pad(new byte[Utf8Digits.UtcLength]);
    long _second = -1;

    // Appends a UTC time in RFC 3339 with ticks.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AppendUtc(Utf8Buffer output, DateTime time)
    {
        var second = time.Ticks / TimeSpan.TicksPerSecond;
        if (second != _second)
        {
            Utf8Digits.WriteUtc(time, _text);
            _second = second;
        }

        output.AppendPadded(_text, Utf8Digits.UtcLength, escapes: 0);
        Utf8Digits.WriteFraction(time, output.WritableSpan[^Utf8Digits.UtcLength..]);
    }
}
