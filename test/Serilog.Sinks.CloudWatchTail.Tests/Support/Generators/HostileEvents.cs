using FsCheck;
using FsCheck.Fluent;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

/// <summary>Events with values that cannot be rendered, are too deep, too many or too long.</summary>
static class HostileEvents
{
    static readonly Gen<LogEventPropertyValue> Value = Gen.OneOf(
        Values.Any,
        Gen.Constant(Some.Value(new Throwing())),
        Gen.Constant<LogEventPropertyValue>(new ThrowingValue()),
        Gen.Constant(Some.Value(new NullText())),
        Gen.Choose(1, 300).Select(Deep),
        Gen.Choose(1, 400).Select(n => (LogEventPropertyValue)Some.Sequence(Enumerable.Range(0, n).Cast<object?>().ToArray())),
        Gen.Choose(1, 4000).Select(n => Some.Value(new string('ä', n))),
        Gen.Choose(1, 4000).Select(n => Some.Value(string.Concat(Enumerable.Repeat("\"\\", n)))),
        Gen.Choose(1, 2000).Select(n => Some.Value(string.Concat(Enumerable.Repeat("😀\ud800", n)))),
        Gen.Choose(1, 60).Select(n => (LogEventPropertyValue)Some.Structure("Wide", Enumerable.Range(0, n).Select(i => ("Name" + i, (object?)Guid.Empty)).ToArray())));

    public static readonly Gen<LogEvent> Any =
        from logEvent in LogEvents.Any
        from count in Gen.Choose(0, 5)
        from names in Gen.OneOf(Texts.Identifier, Gen.Choose(1, 1500).Select(n => new string('n', n))).ArrayOf(count)
        from values in Value.ArrayOf(count)
        select With(logEvent, names.Zip(values));

    /// <summary>A value nested so many times.</summary>
    public static LogEventPropertyValue Deep(int levels)
    {
        var value = Some.Value("core");
        for (var i = 0; i < levels; i++) value = i % 2 == 0 ? Some.Sequence(value, i) : Some.Structure(null, ("Inner", value));
        return value;
    }

    static LogEvent With(LogEvent logEvent, IEnumerable<(string Name, LogEventPropertyValue Value)> properties)
    {
        foreach (var (name, value) in properties) logEvent.AddOrUpdateProperty(new(name, value));
        return logEvent;
    }
}
