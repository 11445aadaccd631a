using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Serilog.Sinks.CloudWatchTail.Tool.Put;

// Counts what happened to the lines on their way into events, so that every change to them is reported.
sealed class LineTally
{
    // The service's limit on an event, less the 26 bytes that it adds for each.
    public const int LineLimit = 1_048_550;

    long _lines;
    long _empty;
    long _shortened;
    long _mended;

    public long Lines => Interlocked.Read(ref _lines);

    // The service accepts no empty message.
    public void AddEmpty() => Interlocked.Increment(ref _empty);

    public void Add(ReadOnlySpan<byte> line)
    {
        Interlocked.Increment(ref _lines);
        var isUtf8 = Utf8.IsValid(line);
        if (!isUtf8) Interlocked.Increment(ref _mended);
        var bytes = isUtf8 ? line.Length : Encoding.UTF8.GetByteCount(Encoding.UTF8.GetString(line));
        if (bytes > LineLimit) Interlocked.Increment(ref _shortened);
    }

    public string Summary(long delivered, long lost, TimeSpan elapsed)
    {
        var summary = new StringBuilder();
        summary.Append(CultureInfo.InvariantCulture, $"{Count(Lines, "line")} read");
        if (Interlocked.Read(ref _empty) is > 0 and var empty) summary.Append(CultureInfo.InvariantCulture, $", {Count(empty, "empty line")} skipped");
        if (Interlocked.Read(ref _shortened) is > 0 and var shortened) summary.Append(CultureInfo.InvariantCulture, $", {shortened:N0} shortened to {LineLimit:N0} bytes");
        if (Interlocked.Read(ref _mended) is > 0 and var mended) summary.Append(CultureInfo.InvariantCulture, $", {mended:N0} with U+FFFD in place of invalid UTF-8");
        return summary.Append(CultureInfo.InvariantCulture, $", {delivered:N0} delivered, {lost:N0} lost, in {elapsed.TotalSeconds:0.0} s").ToString();
    }

    static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
