using System.Globalization;
using Serilog.Sinks.CloudWatchTail.Tool.Listing;

namespace Serilog.Sinks.CloudWatchTail.Tool.Cost;

// Prints what the shapes cost: in columns on a terminal, with tabs in a pipe. The total goes to the standard error.
sealed class CostReport(TextWriter output, TextWriter error, bool isTerminal, decimal? pricePerGigabyte, int most)
{
    const decimal Gigabyte = 1_000_000_000;

    static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public void Write(ShapeCosts costs, TimeSpan span)
    {
        string[] head = pricePerGigabyte is null ? ["BYTES", "SHARE", "EVENTS", "TEMPLATE"] : ["BYTES", "SHARE", "EVENTS", "A MONTH", "TEMPLATE"];
        var table = new Table(output, isTerminal, head);
        foreach (var (shape, events, bytes) in costs.Costliest(most))
        {
            string[] price = pricePerGigabyte is null ? [] : [PriceOf(bytes, span)];
            table.Add([Text($"{bytes}"), Text($"{100.0 * bytes / costs.Bytes:0.0}%"), Text($"{events}"), .. price, shape]);
        }

        table.Write();
        var month = pricePerGigabyte is { } perGigabyte ? Text($"; 30 days like these cost {PriceOf(costs.Bytes, span)} at {perGigabyte} a GB") : "";
        error.WriteLine($"cwtail: {Text($"{costs.Events:N0} events, {costs.Bytes:N0} bytes as the service bills them, in {SpanOf(span)}")}{month}");
    }

    string PriceOf(long bytes, TimeSpan span) => Text($"{bytes * (decimal)(Month / span) / Gigabyte * pricePerGigabyte!.Value:0.00}");

    static string SpanOf(TimeSpan span) =>
        span.TotalDays >= 2 ? Text($"{span.TotalDays:0.#} days") : span.TotalHours >= 2 ? Text($"{span.TotalHours:0.#} hours") : Text($"{span.TotalMinutes:0.#} minutes");

    static string Text(FormattableString text) => FormattableString.Invariant(text);
}
