using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;
using Serilog.Sinks.CloudWatchTail.Formats;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Json;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

public class MessageRendererTests
{
    [Test]
    public void AMessageIsAppendedToWhatIsThere()
    {
        using var output = new Utf8Buffer();
        var renderer = new MessageRenderer(new ClefFormatter());
        output.Append("before"u8);

        renderer.Render(Some.LogEvent(), int.MaxValue, output);
        renderer.Render(Some.LogEvent(), int.MaxValue, output);

        const string line = "{\"@t\":\"2026-08-01T10:34:56.1234567Z\",\"@mt\":\"Hello\"}";
        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("before" + line + line);
    }

    [TestCase("{Message:lj}{NewLine}{Exception}", "Order \"12\"")]
    [TestCase("{Message:lj}", "Order \"12\"")]
    [TestCase("{Message:lj}\r\n\n", "Order \"12\"")]
    [TestCase("{Message:lj} \n", "Order \"12\" ")]
    public void TheNewlineAtTheEndOfATextIsNotSent(string outputTemplate, string expected) =>
        Rendered.Text(new MessageTemplateTextFormatter(outputTemplate), Some.LogEvent("Order {Id:l}", properties: [("Id", "\"12\"")])).Should().Be(expected);

    [Test]
    public void AnyFormattersTextIsSentAsItIs()
    {
        var logEvent = Some.LogEvent("Order {Id} 😀", exception: Some.Exception(), properties: [("Id", "äöü")]);
        var formatter = new JsonFormatter(renderMessage: true);
        var text = new StringWriter();
        formatter.Format(logEvent, text);

        Rendered.Text(formatter, logEvent).Should().Be(text.ToString().TrimEnd('\r', '\n'));
    }

    /// <summary>As one does that hands its output to a JSON writer and disposes that.</summary>
    [Test]
    public void TheTextOfAFormatterThatClosesItsOutputIsSent()
    {
        using var output = new Utf8Buffer();
        var renderer = new MessageRenderer(new Closing());

        renderer.Render(Some.LogEvent("first"), int.MaxValue, output);
        renderer.Render(Some.LogEvent("second"), int.MaxValue, output);

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("<first><second>");
    }

    /// <summary>The service refuses an empty message, and the whole batch with it.</summary>
    [TestCase("{Message:l}")]
    [TestCase("{NewLine}")]
    [TestCase("")]
    public void AnEmptyTextSaysThatItIsEmpty(string outputTemplate) =>
        Rendered.Text(new MessageTemplateTextFormatter(outputTemplate), Some.LogEvent("")).Should().Be("(empty message)");

    [Test]
    public void AnEventIsNotLostWithItsFormatter()
    {
        var logEvent = Some.LogEvent("Order {Id}", level: LogEventLevel.Error, properties: [("Id", 12)]);

        var json = Rendered.Text(new Failing(), logEvent);

        using var document = JsonDocument.Parse(json);
        document.RootElement.GetProperty("renderingError").GetString().Should().Contain("Failing could not be rendered: InvalidCastException: broken");
        document.RootElement.GetProperty("message").GetString().Should().Be("Order 12");
        var read = Rendered.Read(json);
        read.Level.Should().Be(LogEventLevel.Error);
        read.Properties.Keys.Should().Equal("Id", "renderingError");
    }

    [Test]
    public void AFormatterThatFailsOnOneEventGoesOnWithTheNext()
    {
        using var output = new Utf8Buffer();
        var renderer = new MessageRenderer(new Failing(only: "bad"));

        renderer.Render(Some.LogEvent("bad"), int.MaxValue, output);
        output.Clear();
        renderer.Render(Some.LogEvent("good"), int.MaxValue, output);

        Encoding.UTF8.GetString(output.WrittenSpan).Should().Be("good");
    }

    [Test]
    public void ARendererIsUsedAgainAfterAHugeEvent()
    {
        using var output = new Utf8Buffer();
        var renderer = new MessageRenderer(new CloudWatchJsonFormatter());
        var small = Some.LogEvent("Order {Id}", properties: [("Id", "12")]);
        renderer.Render(small, int.MaxValue, output);
        var expected = output.WrittenSpan.ToArray();

        output.Clear();
        renderer.Render(Some.LogEvent("{A}", properties: [("A", new string('"', 5_000_000))]), 1_000_000, output);
        output.Clear();
        renderer.Render(small, int.MaxValue, output);

        output.WrittenSpan.ToArray().Should().Equal(expected);
    }

    sealed class Failing(string? only = null) : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            output.Write(logEvent.MessageTemplate.Text);
            if (only == null || only == logEvent.MessageTemplate.Text) throw new InvalidCastException("broken");
        }
    }

    sealed class Closing : ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            output.Write($"<{logEvent.MessageTemplate.Text}>");
            output.Dispose();
        }
    }
}
