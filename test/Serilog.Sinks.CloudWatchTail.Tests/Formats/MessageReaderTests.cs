using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class MessageReaderTests
{
    static readonly EventOrigin Origin = new("arn:aws:logs:eu-west-1:123456789012:log-group:/shop/orders", "/shop/orders", "web-01", Some.Instant, "https://logs.eu-west-1.amazonaws.com");

    readonly StringWriter _selfLog = new();

    /// <summary>A message that made the reader throw would be read as its text: nothing here may.</summary>
    [SetUp]
    public void WatchTheSelfLog()
    {
        _selfLog.GetStringBuilder().Clear();
        SelfLog.Enable(TextWriter.Synchronized(_selfLog));
    }

    [TearDown]
    public void NothingWasLogged()
    {
        SelfLog.Disable();
        _selfLog.ToString().Should().NotContain("could not be read");
    }

    [TestCase("{\"@t\":\"2024-01-02T03:04:05Z\",\"@mt\":\"Hello {Name}\",\"Name\":\"Alice\"}", "Hello {Name}")]
    [TestCase("{\"@t\":\"2024-01-02T03:04:05Z\",\"@m\":\"Hello\"}", "Hello")]
    [TestCase("{\"timestamp\":\"2024-01-02T03:04:05Z\",\"level\":\"Error\",\"template\":\"Hello {Name}\"}", "Hello {Name}")]
    [TestCase("{\"Timestamp\":\"2024-01-02T03:04:05Z\",\"Level\":\"Error\",\"MessageTemplate\":\"Hello\"}", "Hello")]
    [TestCase("{\"message\":\"Hello\"}", "Hello")]
    [TestCase("[1]", "[1]")]
    [TestCase("Hello {0}", "Hello {{0}}")]
    [TestCase("\"Hello\"", "Hello")]
    public void TheEventCarriesItsOriginInItsTemplate(string message, string template)
    {
        var reader = new MessageReader();

        foreach (var origin in (EventOrigin[])[Origin, Origin, Origin with { LogStream = "web-02" }, Origin])
        {
            reader.TryRead(Encoding.UTF8.GetBytes(message), Some.Instant, origin, out var logEvent).Should().BeTrue();
            TailedMessageTemplate.OriginOf(logEvent!).Should().BeSameAs(origin);
            logEvent!.MessageTemplate.Text.Should().Be(template);
        }

        reader.TryRead(Encoding.UTF8.GetBytes(message), Some.Instant, null, out var plain);
        TailedMessageTemplate.OriginOf(plain!).Should().BeNull();
    }

    [Test]
    public void EventsOfOneTemplateAndOriginShareTheirTemplate()
    {
        var reader = new MessageReader();
        var message = "{\"@t\":\"2024-01-02T03:04:05Z\",\"@mt\":\"Hello {Name}\",\"Name\":\"Alice\"}"u8;
        reader.TryRead(message, Some.Instant, Origin, out var first);
        reader.TryRead("{\"@t\":\"2024-01-02T03:04:05Z\",\"@mt\":\"Another\"}"u8, Some.Instant, Origin, out _);
        reader.TryRead(message, Some.Instant, Origin, out var second);

        second!.MessageTemplate.Should().BeSameAs(first!.MessageTemplate);
        second.Properties["Name"].Should().BeSameAs(first.Properties["Name"]);
    }

    [Test]
    public void AMarkedEventIsWrittenLikeAnyOther()
    {
        var reader = new MessageReader();
        var clef = "{\"@t\":\"2024-01-02T03:04:05.0000000Z\",\"@mt\":\"{N:x8}\",\"@r\":[\"0000000c\"],\"N\":12}";
        reader.TryRead(Encoding.UTF8.GetBytes(clef), Some.Instant, Origin, out var logEvent);

        Rendered.Clef(logEvent!).Should().Be(clef);
    }

    [Test]
    public void OnlyAnEmptyMessageIsNoEvent()
    {
        LogEventReader.TryRead(null, out _).Should().BeFalse();
        LogEventReader.TryRead("", out _).Should().BeFalse();
        LogEventReader.TryRead(" ", out _).Should().BeTrue();
        new MessageReader().TryRead(default, Some.Instant, Origin, out _).Should().BeFalse();
    }

    [Test]
    public void AMessageWithoutATimeHasThatOfTheServiceOrThePresent()
    {
        LogEventReader.TryRead("Hello", Some.Instant, out var logEvent);
        logEvent!.Timestamp.Should().Be(Some.Instant);

        LogEventReader.TryRead("Hello", out logEvent);
        logEvent!.Timestamp.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Test]
    public void AMessageMayBeGivenAsUtf8()
    {
        LogEventReader.TryRead("[WARN] 😀"u8, Some.Instant, out var logEvent).Should().BeTrue();

        logEvent!.Level.Should().Be(LogEventLevel.Warning);
        logEvent.RenderMessage(CultureInfo.InvariantCulture).Should().Be("[WARN] 😀");
    }

    [Test]
    public void BytesThatAreNoUtf8AreReplaced()
    {
        LogEventReader.TryRead([(byte)'a', 0xFF, (byte)'b', 0xC3], Some.Instant, out var logEvent).Should().BeTrue();

        logEvent!.RenderMessage(CultureInfo.InvariantCulture).Should().Be("a\ufffdb\ufffd");
    }

    [Test]
    public void AnyBytesAreRead() => Properties.ForAll(
        Gen.Choose(0, 40).SelectMany(n => Gen.Choose(0, 255).ArrayOf(n)).Select(bytes => bytes.Select(b => (byte)b).ToArray()),
        bytes => new MessageReader().TryRead(bytes, Some.Instant, Origin, out _).Should().Be(bytes.Length > 0));

    [Test]
    public void AnyTextIsReadAndShownAsItIs() => Properties.ForAll(Texts.Any.Where(text => text.Length > 0), text =>
    {
        LogEventReader.TryRead(text, Some.Instant, out var logEvent).Should().BeTrue();

        var shown = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Length > 1 && text[0] == '\ufeff' ? text[1..] : text)).TrimEnd('\r', '\n');
        if (!shown.Contains('"')) logEvent!.RenderMessage(CultureInfo.InvariantCulture).Trim(' ', '\t', '\r', '\n').Should().Be(shown.Trim(' ', '\t', '\r', '\n'));
    });

    /// <summary>JSON whose known members are of every wrong type.</summary>
    [Test]
    public void KnownNamesMayHoldAnything()
    {
        string[] names = ["@t", "@mt", "@m", "@l", "@x", "@r", "@tr", "@sp", "@i", "timestamp", "level", "message", "template", "traceId", "spanId", "exception", "types", "truncated", "Timestamp", "Level", "MessageTemplate", "Properties", "Renderings", "errorType", "stackTrace", "instant", "fields", "$type"];
        string[] values = ["null", "true", "-1.5e300", "1e400", "\"\"", "\"x\"", "\"2024-01-02T03:04:05Z\"", "\"Error\"", "[]", "[1,\"a\",{}]", "{}", "{\"a\":\"guid\",\"x/0\":\"dictionary\",\"\":\"text\",\"$type\":\"guid\"}", "{\"epochSecond\":99999999999999999999}", "{\"a\":[{\"Format\":\"x\",\"Rendering\":\"y\"},1]}", "\"{A:x} {B:y}\""];
        var random = new Random(1);
        for (var i = 0; i < 50_000; i++)
        {
            var members = Enumerable.Range(0, random.Next(1, 6)).Select(_ => $"\"{names[random.Next(names.Length)]}\":{values[random.Next(values.Length)]}");
            var json = "{" + string.Join(',', members) + "}";
            LogEventReader.TryRead(json, Some.Instant, out _).Should().BeTrue();
        }
    }

    [Test]
    public void NestingWithoutEndIsRead()
    {
        foreach (var depth in (int[])[100, 127, 128, 129, 500, 511, 513, 100_000])
        {
            LogEventReader.TryRead("{\"@t\":\"2024-01-02T03:04:05Z\",\"A\":" + new string('[', depth) + new string(']', depth) + "}", Some.Instant, out var logEvent).Should().BeTrue();
            logEvent!.RenderMessage(CultureInfo.InvariantCulture).Should().NotBeNull();
            Rendered.CloudWatchJson(logEvent).Should().NotBeEmpty();
        }
    }

    [Test]
    public void WhatMessagesSayDoesNotFillTheMemory()
    {
        var reader = new MessageReader();
        Read(0, 2000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Read(2000, 60_000);

        // 60,000 templates, names and values of some hundred bytes would be tens of megabytes.
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(4_000_000);

        void Read(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                var filler = new string('x', 200);
                var message = $"{{\"@t\":\"2024-01-02T03:04:05Z\",\"@mt\":\"{filler} {i} {{A{i}}}\",\"A{i}\":\"value {i}\",\"B\":{{\"C{i}\":\"{filler}{i}\"}}}}";
                reader.TryRead(Encoding.UTF8.GetBytes(message), Some.Instant, Origin with { LogStream = "s" + i }, out _);
            }
        }
    }

    [Test]
    public void AByteOrderMarkIsNoPartOfTheMessage()
    {
        var read = Rendered.Read("\ufeff{\"@t\":\"2024-01-02T03:04:05Z\",\"@mt\":\"Hello {Name}\",\"@l\":\"Error\",\"Name\":\"Alice\"}");

        read.Level.Should().Be(LogEventLevel.Error);
        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("Hello \"Alice\"");
    }

    [Test]
    public void TheEventIdOfRenderedClefIsWrittenWhereItWasRead()
    {
        const string clef = "{\"@t\":\"2024-01-02T03:04:05.0000000Z\",\"@m\":\"Hello Alice\",\"@i\":\"7a8b9c0d\",\"Name\":\"Alice\"}";

        var read = Rendered.Read(clef);

        ((ScalarValue)read.Properties["@i"]).Value.Should().Be("7a8b9c0d");
        Rendered.Text(new RenderedClefFormatter(), read).TrimEnd().Should().Be(clef);
    }

    [Test]
    public void AMessageThatItsTemplateDoesNotGiveIsKept()
    {
        var read = Rendered.Read("{\"timestamp\":\"2024-01-02T03:04:05Z\",\"level\":\"Error\",\"message\":\"Order 7 of Bob failed\",\"template\":\"Order {Id} of {Name} failed\",\"Id\":7,\"Name\":\"Alice\"}");

        read.MessageTemplate.Text.Should().Be("Order {Id} of {Name} failed");
        ((ScalarValue)read.Properties["message"]).Value.Should().Be("Order 7 of Bob failed");
    }

    /// <summary>A time may be rendered in any form but in quotes; a text that only begins like one is a string.</summary>
    [TestCase("\"-11-20T10:11:12 warning\"", "Bob")]
    [TestCase("\"10:11 Bob\"", "\\\"Alice\\\"")]
    [TestCase("\"10:11:12\"", "\\\"Alice\\\"")]
    [TestCase("7", "\\\"Alice\\\"")]
    [TestCase("[7]", "\\\"Alice\\\"")]
    public void ARenderedMessageThatSaysAnotherValueIsKept(string value, string said)
    {
        var read = Rendered.Read($$"""{ "Timestamp":"2024-01-02T03:04:05Z","Level":"Error","MessageTemplate":"Hello, {Name}","RenderedMessage":"Hello, {{said}}","Properties":{ "Name":{{value}} } }""");

        ((ScalarValue)read.Properties["RenderedMessage"]).Value.Should().Be("Hello, " + said.Replace("\\", ""));
    }

    [TestCase("{\"level\":\"pani\",\"message\":\"m\"}", "level")]
    [TestCase("{\"level\":\"[ERRO]\",\"message\":\"m\"}", "level")]
    [TestCase("{\"message\":\"m\",\"level\":\"fata", "level")]
    [TestCase("{\"@t\":\"2024-01-02T03:04:05Z\",\"@m\":\"m\",\"@l\":\"erro\"}", "@l")]
    [TestCase("2024-01-02T03:04:05.678Z\t8f5c1a2e-0000-4c3b-9d00-0123456789ab\tPANI\tm", "level")]
    public void AWordForALevelThatMayHaveBeenCutOffIsKept(string message, string property)
    {
        var read = Rendered.Read(message);

        read.Level.Should().BeOneOf(LogEventLevel.Error, LogEventLevel.Fatal);
        message.Should().Contain(((ScalarValue)read.Properties[property]).Value!.ToString());
    }

    [TestCase("{\"timestamp\":\"2024-01-02T03:04:05Z\",\"level\":\"Error\",\"message\":\"rendering failed\",\"template\":\"home.html\"}")]
    [TestCase("{\"timestamp\":\"2024-01-02T03:04:05Z\",\"level\":\"Error\",\"template\":\"home.html\",\"message\":\"rendering failed\"}")]
    [TestCase("{\"message\":\"rendering failed\",\"level\":\"Error\",\"template\":\"home.html\",\"timestamp\":\"2024-01-02T03:04:05Z\"}")]
    public void AMessageBesideAnotherLoggersTemplateIsTheMessage(string json)
    {
        var read = Rendered.Read(json);

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("rendering failed");
        ((ScalarValue)read.Properties["template"]).Value.Should().Be("home.html");
    }

    [TestCase("{\"a\":{\"x\":1,\"x\":2},\"b\":1,\"b\":2,\"b\":3}")]
    [TestCase("{\"@t\":\"2024-01-02T03:04:05Z\",\"@m\":\"m\",\"b\":1,\"b\":2,\"b\":3}")]
    public void ANameThatAnObjectHasTwiceKeepsAllValues(string json)
    {
        var read = Rendered.Read(json);

        read.Properties.Where(p => p.Key.StartsWith('b')).Select(p => p.Key + "=" + p.Value).Should().BeEquivalentTo("b=3", "b_2=1", "b_3=2");
    }

    [Test]
    public void ReadingTakesTimeInProportionToTheMessage()
    {
        var elapsed = System.Diagnostics.Stopwatch.StartNew();
        var names = string.Join(',', Enumerable.Range(0, 400_000).Select(_ => "\"A\":\"2024-01-02\""));
        var kinds = string.Join(',', Enumerable.Range(2, 400_000).Select(i => $"\"O/A~x{i}\":\"date\""));
        foreach (var message in (string[])[
            $"{{\"timestamp\":\"2024-01-02T03:04:05Z\",\"level\":\"Error\",\"template\":\"x\",\"O\":{{{names}}},\"types\":{{{kinds}}}}}",
            "{\"message\":\"" + string.Concat(Enumerable.Repeat("\\\\", 500_000)) + "\"}",
            "{\"level\":\"error\",\"msg\":\"" + string.Concat(Enumerable.Repeat("\\\\", 500_000)),
            "{\"log\":\"" + string.Concat(Enumerable.Repeat("{\\\"a\\\":", 200_000)) + "\"}",
            "{\"body\":\"x\",\"attributes\":{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"a{i}\":1")) + "}}",
            "{\"logEvents\":[{\"message\":\"x\"}]," + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"a{i}\":1")) + "}",
            "{" + string.Join(',', Enumerable.Repeat("\"message\":\"\"", 100_000)) + "}",
            "{" + string.Join(',', Enumerable.Repeat("\"error\":{\"message\":\"\"}", 100_000)) + "}",
            "level=info " + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"a{i}=\"b\"")),
            new string('[', 1_000_000),
            new string('{', 1_000_000),
            new string('"', 1_000_000),
            "[" + string.Concat(Enumerable.Repeat("1,", 500_000)) + "1]",
            "{\"A\":" + string.Concat(Enumerable.Repeat("{\"B\":[", 120)) + string.Join(',', Enumerable.Repeat("1", 500_000)) + string.Concat(Enumerable.Repeat("]}", 120)) + "}"])
        {
            LogEventReader.TryRead(message, Some.Instant, out _).Should().BeTrue();
        }

        // A search through all names for each of them compares 80,000 million times. The bound is far above what the busiest machine needs.
        elapsed.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2));
    }

    /// <summary>A kind is said of a value that is there; of one below it no message can be read so deep.</summary>
    [Test]
    public void APathOfKindsWithoutEndTakesNoMoreMemoryThanItsText()
    {
        var message = Encoding.UTF8.GetBytes($"{{\"timestamp\":\"2024-01-02T03:04:05Z\",\"level\":\"Error\",\"template\":\"x\",\"A\":1,\"types\":{{\"A{new string('/', 1_000_000)}\":\"guid\"}}}}");
        var reader = new MessageReader();
        reader.TryRead(message, Some.Instant, Origin, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        reader.TryRead(message, Some.Instant, Origin, out var logEvent).Should().BeTrue();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
        logEvent!.Properties.Should().ContainKey("A");
    }

    [Test]
    public void SeveralThreadsReadAtOnce() => Parallel.For(0, 200, i =>
    {
        var logEvent = Some.LogEvent("Order {Id} {Name}", properties: [("Id", i), ("Name", "n" + i % 7)]);
        LogEventReader.TryRead(Rendered.CloudWatchJson(logEvent), out var read).Should().BeTrue();
        read!.RenderMessage(CultureInfo.InvariantCulture).Should().Be(logEvent.RenderMessage(CultureInfo.InvariantCulture));
    });

    [Test]
    public void ALocalTimeOfAnotherZoneKeepsItsTextAndItsClock()
    {
        const string json = "{\"timestamp\":\"2024-01-02T03:04:05.0000000Z\",\"level\":\"Information\",\"message\":\"07/08/2024 09:10:11 at 09:10\",\"template\":\"{At} at {At:HH:mm}\",\"At\":\"2024-07-08T09:10:11.0000000+11:15\",\"types\":{\"At\":\"dateTime\"}}";

        var read = Rendered.Read(json);

        Rendered.CloudWatchJson(read).Should().Be(json);
        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("07/08/2024 09:10:11 at 09:10");
        SerilogText.Literal(read).Should().Be("\"2024-07-08T09:10:11.0000000+11:15\" at 09:10");
        new MessageTemplateParser().Parse("{At:o} {At:zzz} {At:s}").Render(read.Properties, CultureInfo.InvariantCulture).Should().Be("2024-07-08T09:10:11.0000000+11:15 +11:15 2024-07-08T09:10:11");

        // The one format that makes a local time universal before it shows it.
        new MessageTemplateParser().Parse("{At:U}").Render(read.Properties, CultureInfo.InvariantCulture).Should().Be("Sunday, 07 July 2024 21:55:11");
    }

    /// <summary>Only the seventeenth format tells a double from the decimal that its text would be read as.</summary>
    [Test]
    public void ANumberWithManyFormatsRendersTheSame()
    {
        var template = string.Join(' ', Enumerable.Range(0, 16).Select(i => $"{{N:'f{i}'}}").Append("{N:F2}"));
        var logEvent = Some.LogEvent(template, properties: [("N", 1.005)]);

        Rendered.Read(Rendered.CloudWatchJson(logEvent)).RenderMessage(CultureInfo.InvariantCulture).Should().Be(logEvent.RenderMessage(CultureInfo.InvariantCulture));
    }

    [Test]
    public void AKindThatDoesNotFitItsTextLeavesAString()
    {
        foreach (var kind in (string[])["guid", "dateTime", "dateTimeOffset", "date", "time", "timeSpan", "char", "number", "int", "double", "dictionary", "nonsense"])
        {
            var json = $"{{\"timestamp\":\"2024-01-02T03:04:05.0000000Z\",\"level\":\"Information\",\"message\":\"x\",\"template\":\"x\",\"A\":\"neither\",\"types\":{{\"A\":\"{kind}\",\"B\":\"guid\",\"A/x\":\"guid\"}}}}";
            ((ScalarValue)Rendered.Read(json).Properties["A"]).Value.Should().Be("neither");
        }
    }

    [Test]
    public void ARenderingThatWasPaddedIsPaddedOnceWhenItIsShown()
    {
        var read = Rendered.Read("{\"@t\":\"2024-01-02T03:04:05.0000000Z\",\"@mt\":\"{N,5:x}|{N,-8:x}|{N:x}\",\"@r\":[\"    c\",\"c       \",\"c\"],\"N\":\"twelve\"}");

        read.RenderMessage(CultureInfo.InvariantCulture).Should().Be("    c|c       |c");
    }

    [Test]
    public void AnExceptionComesBackAsItsTextWithItsTypeAndMessage()
    {
        var original = Some.Exception("Two\nlines");

        var fromJson = Rendered.Read(Rendered.CloudWatchJson(Some.LogEvent(exception: original))).Exception.Should().BeOfType<RecordedException>().Which;
        var fromClef = Rendered.Read(Rendered.Clef(Some.LogEvent(exception: original))).Exception.Should().BeOfType<RecordedException>().Which;

        foreach (var read in (RecordedException[])[fromJson, fromClef])
        {
            read.TypeName.Should().Be("System.InvalidOperationException");
            read.Message.Should().Be("Two\nlines");
            read.ToString().Should().Be(original.ToString());
        }
    }
}
