using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.BrowserTests.Support;

/// <summary>Events of a shop at given times, with the traces that a real one would have.</summary>
static class Shop
{
    static readonly MessageTemplateParser Parser = new();

    /// <summary>Logs one event.</summary>
    public static void Log(ILogger logger, DateTimeOffset time, LogEventLevel level, string template, params object[] values) => Log(logger, time, level, null, default, default, template, values);

    /// <summary>Logs one event of a span.</summary>
    public static void Log(
        ILogger logger, DateTimeOffset time, LogEventLevel level, Exception? exception, ActivityTraceId trace, ActivitySpanId span, string template, params object[] values)
    {
        var parsed = Parser.Parse(template);
        var names = parsed.Tokens.OfType<PropertyToken>().Select(token => token.PropertyName);
        var properties = names.Zip(values, (name, value) => logger.BindProperty(name, value, value.GetType().Namespace is not "System", out var property) ? property! : throw new ArgumentException(name));
        logger.Write(new LogEvent(time, level, exception, parsed, properties, trace, span));
    }

    /// <summary>Six events of a payment in three spans, with a second in which nothing is logged.</summary>
    public static ActivityTraceId LogPayment(ILogger logger, DateTimeOffset start, int order)
    {
        var trace = ActivityTraceId.CreateRandom();
        var (web, checkout, bank) = (ActivitySpanId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivitySpanId.CreateRandom());
        Log(logger, start, LogEventLevel.Information, null, trace, web, "HTTP {Method} {Path} started", "POST", "/orders");
        Log(logger, start.AddMilliseconds(12.5), LogEventLevel.Debug, null, trace, checkout, "Reserving {Items} items in {Warehouse}", 3, "AMS-2");
        Log(logger, start.AddMilliseconds(31), LogEventLevel.Information, null, trace, checkout, "Paying order {OrderId}", order);
        Log(logger, start.AddMilliseconds(40), LogEventLevel.Debug, null, trace, bank, "Asking the bank for {Amount:0.00} {Currency}", 129.9m, "EUR");
        Log(logger, start.AddMilliseconds(1040), LogEventLevel.Error, new TimeoutException(), trace, bank, "Payment of order {OrderId} failed", order);
        Log(logger, start.AddMilliseconds(1052), LogEventLevel.Warning, null, trace, web, "HTTP {Method} {Path} responded {StatusCode} in {Elapsed:0.0} ms", "POST", "/orders", 502, 1052.3);
        return trace;
    }

    // As it is written in a log: an exception of a real program, whose stack this one cannot have.
    sealed class TimeoutException : System.TimeoutException
    {
        public override string ToString() => """
            System.TimeoutException: The bank did not answer within 1 s.
               at Shop.Payments.Bank.AuthorizeAsync(Order order)
               at Shop.Checkout.PayAsync(Order order)
               at Shop.Web.OrdersController.Post(OrderRequest body)
            """;
    }
}
