using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Terminal;

public class ScreenTests
{
    readonly ManualTimeProvider _clock = new();

    [Test]
    public void WhoeverWritesTakesTheStatusLineAwayFirst()
    {
        var (screen, terminal) = Create(hasStatusLine: true);
        screen.ShowStatus("live");
        screen.Write("event\n");
        screen.Flush();
        screen.ShowStatus("live | 1");
        screen.Notice("notice");
        screen.ShowStatus("live | 2");
        screen.ShowStatus(null);
        terminal().Should().Be("live\r\u001b[Kevent\nlive | 1\r\u001b[Kcwtail: notice\nlive | 2\r\u001b[K");
    }

    [Test]
    public void WithoutAStatusLineNothingIsWrittenForIt()
    {
        var (screen, terminal) = Create(hasStatusLine: false);
        screen.ShowStatus("live");
        screen.Write("event\n");
        screen.Flush();
        terminal().Should().Be("event\n");
    }

    [Test]
    public void ANoticeIsEscapedToo()
    {
        var (screen, terminal) = Create(hasStatusLine: false);
        screen.Notice("a\u001b[2J\nb");
        terminal().Should().Be("cwtail: a\\u001b[2J\\nb\n");
    }

    [Test]
    public void TheStatusLineIsNoActivity()
    {
        var (screen, _) = Create(hasStatusLine: true);
        screen.Write("event\n");
        _clock.Advance(TimeSpan.FromSeconds(2));
        screen.ShowStatus("live");
        screen.Quiet.Should().Be(TimeSpan.FromSeconds(2));
    }

    // Both streams end up on one terminal, in the order of their flushes.
    (Screen Screen, Func<string> Terminal) Create(bool hasStatusLine)
    {
        var terminal = new MemoryStream();
        var error = new StreamWriter(terminal, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        return (new Screen(StandardOutput.On(terminal), error, hasStatusLine, _clock), () => Encoding.UTF8.GetString(terminal.ToArray()));
    }
}
