using System.Text;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tests.Support.Generators;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formatting;

public class ClefFormatterTests
{
    [Test]
    public void ClefIsWhatSerilogsOwnPartsWrite() => Properties.ForAll(LogEvents.Any, logEvent =>
    {
        if (!SerilogText.Succeeds(logEvent)) return;
        Rendered.Clef(logEvent).Should().Be(Encoding.UTF8.GetString(CompactJsonReference.Write(logEvent)));
    }, 5000);
}
