using System.Globalization;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Terminal;

public class EventEscaperTests
{
    const string Escape = "\u001b[2J";

    static readonly EventEscaper Escaper = new(utc: true, splitLines: true);

    [Test]
    public void NothingThatATerminalObeysIsLeftWhereverItStands()
    {
        var nested = new StructureValue(
            [
                new($"name{Escape}", new SequenceValue([new ScalarValue(Escape), new ScalarValue('\u001b'), new ScalarValue(new Named(Escape))])),
                new("map", new DictionaryValue([new(new ScalarValue(Escape), new ScalarValue(new Uri("http://x/\u009b")))])),
            ],
            $"tag{Escape}");
        var template = new MessageTemplateParser().Parse($"text{Escape} {{Value}} {{Value:l}} {{@Nested}} {{Missing{{}}");
        var logEvent = new LogEvent(
            DateTimeOffset.UnixEpoch,
            LogEventLevel.Information,
            new RecordedException("T", "m", $"first{Escape}\n   at second{Escape}"),
            template,
            [new("Value", new ScalarValue(Escape)), new("Nested", nested), new($"extra{Escape}", new ScalarValue(1))]);

        foreach (var outputTemplate in new[] { "{Message:lj} {Properties:j} {Exception}", "{Message} {Properties} {Exception}" })
        {
            using var shown = new StringWriter();
            new MessageTemplateTextFormatter(outputTemplate, CultureInfo.InvariantCulture).Format(Escaper.Escape(logEvent), shown);
            shown.ToString().Replace("\n", "").Any(char.IsControl).Should().BeFalse("of {0}", shown);
            shown.ToString().Should().Contain(@"text\u001b[2J").And.Contain("first\\u001b[2J\n   at second\\u001b[2J");
        }
    }

    [Test]
    public void AnEventWithNothingToEscapeIsShownAsItWas()
    {
        var logEvent = Read("""{"@t":"2026-03-01T12:00:00Z","@mt":"Order {Id} {Name} {@Of}","Id":7,"Name":"Zoë","Of":{"A":[1,null,true]},"@tr":"0af7651916cd43dd8448eb211c80319c","@sp":"b7ad6b7169203331"}""");
        var escaped = Escaper.Escape(logEvent);
        escaped.RenderMessage(CultureInfo.InvariantCulture).Should().Be(logEvent.RenderMessage(CultureInfo.InvariantCulture));
        escaped.MessageTemplate.Should().BeSameAs(logEvent.MessageTemplate);
        (escaped.Level, escaped.TraceId, escaped.SpanId).Should().Be((logEvent.Level, logEvent.TraceId, logEvent.SpanId));
        escaped.Properties.Keys.Should().Equal(logEvent.Properties.Keys);
    }

    [Test]
    public void WhatAFormatMadeOfAValueIsEscapedAsWell()
    {
        var logEvent = Read("""{"@t":"2026-03-01T12:00:00Z","@mt":"{A:000} {B:000} {C:0}","@r":["\u001b[2J","\u001b[2J","III"],"A":1,"B":[1],"C":3}""");

        Escaper.Escape(logEvent).RenderMessage(CultureInfo.InvariantCulture).Should().Be(@"\u001b[2J \u001b[2J III");
    }

    [Test]
    public void AValueWithNothingToEscapeKeepsWhatItsFormatMadeOfIt()
    {
        var logEvent = Read("""{"@t":"2026-03-01T12:00:00Z","@mt":"{A:Q9} {B:000}","@r":["(one)","[I, II]"],"A":1,"B":[1,2]}""");

        Escaper.Escape(logEvent).RenderMessage(CultureInfo.InvariantCulture).Should().Be("(one) [I, II]");
    }

    [Test]
    public void TimesAreShownInTheZoneThatWasAskedFor()
    {
        var logEvent = Read("""{"@t":"2026-03-01T12:00:00+05:00","@mt":"x"}""");
        Escaper.Escape(logEvent).Timestamp.Offset.Should().Be(TimeSpan.Zero);
        new EventEscaper(utc: false, splitLines: true).Escape(logEvent).Timestamp.Offset.Should().Be(TimeZoneInfo.Local.GetUtcOffset(logEvent.Timestamp));
        Escaper.Escape(logEvent).Timestamp.Should().Be(logEvent.Timestamp);
    }

    [Test]
    public void FurtherLinesOfAPlainTextStandBelowTheFirstAndCannotPassForEvents()
    {
        var logEvent = Text("Failed\r\n[12:00:00 INF] forged\n\tat somewhere\u001b[2J\n");
        var escaped = Escaper.Escape(logEvent);
        escaped.RenderMessage(CultureInfo.InvariantCulture).Should().Be("Failed");
        escaped.Exception!.ToString().Should().Be("    [12:00:00 INF] forged\n    \tat somewhere\\u001b[2J");
    }

    [Test]
    public void WhereNoExceptionIsShownLineBreaksAreEscaped() =>
        new EventEscaper(utc: true, splitLines: false).Escape(Text("a\nb")).RenderMessage(CultureInfo.InvariantCulture).Should().Be(@"a\nb");

    sealed class Named(string name)
    {
        public override string ToString() => name;
    }

    static LogEvent Text(string text) => new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplate(text, [new TextToken(text)]), []);

    static LogEvent Read(string message)
    {
        LogEventReader.TryRead(message, out var logEvent).Should().BeTrue();
        return logEvent!;
    }
}
