using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

/// <summary>Log events of all shapes, with templates that Serilog's parser made.</summary>
static class LogEvents
{
    static readonly MessageTemplateParser Parser = new();

    static readonly Gen<string> Hole =
        from sigil in Gen.Elements("", "", "@", "$")
        from name in Texts.Identifier
        from alignment in Gen.Elements("", "", "", ",5", ",-12", ",40")
        from format in Gen.Elements("", "", "", ":l", ":x8", ":X", ":0.00", ":F2", ":N", ":o", ":yyyy-MM-dd", ":E3", ":000", ":c", ":P1", ":#,##0.0 \"q\"")
        select $"{{{sigil}{name}{alignment}{format}}}";

    static readonly Gen<string> Template = Gen.Choose(0, 6)
        .SelectMany(n => Gen.Frequency((3, Hole), (2, Texts.Any), (1, Gen.Elements("{{", "}}", "{", "}", " took ", " ms"))).ArrayOf(n))
        .Select(string.Concat);

    static readonly Gen<Exception?> Exception = Gen.Frequency(
        (4, Gen.Constant((Exception?)null)),
        (1, Texts.Any.Select(Exception? (text) => Some.Exception(text))),
        (1, Texts.Any.Select(Exception? (text) => new AggregateException(text, new ArgumentNullException("value"), Some.Exception()))),
        (1, Texts.Any.Select(Exception? (text) => new CustomTextException(text))));

    static readonly Gen<LogEventLevel> Level = Gen.Frequency((5, Gen.Elements(Enum.GetValues<LogEventLevel>())), (1, Gen.Elements((LogEventLevel)(-1), (LogEventLevel)6, (LogEventLevel)30, (LogEventLevel)int.MaxValue)));

    public static readonly Gen<LogEvent> Any =
        from timestamp in Values.DateTimeOffset
        from level in Level
        from exception in Exception
        from template in Template
        from count in Gen.Choose(0, 6)
        from names in Texts.PropertyName.ArrayOf(count)
        from values in Values.Any.ArrayOf(count)
        from isTraced in Gen.Choose(0, 2)
        select new LogEvent(
            timestamp, level, exception, Parser.Parse(template),
            names.DistinctBy(AsUtf8).Zip(values, (name, value) => new LogEventProperty(name, value)),
            isTraced > 0 ? Some.TraceId : default,
            isTraced > 1 ? Some.SpanId : default);

    /// <summary>Names that differ in a lone surrogate alone are one name in UTF-8.</summary>
    static string AsUtf8(string name) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(name));

    /// <summary>An exception whose text does not begin with its type.</summary>
    sealed class CustomTextException(string message) : Exception(message)
    {
        public override string ToString() => $"custom {Message}";
    }
}
