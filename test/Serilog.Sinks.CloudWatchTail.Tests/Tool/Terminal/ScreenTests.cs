using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.Terminal;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Terminal;

public class ScreenTests
{
    const string Clear = "\r\u001b[K";

    [Test]
    public async Task TheStatusLineGoesBeforeAnythingElseIsWrittenAndComesBackBelowIt()
    {
        var terminal = new ShownText();
        await using var screen = new Screen(StandardOutput.On(terminal), terminal, hasStatusLine: true);
        screen.ShowStatus("live");
        await terminal.WaitForAsync("live");
        screen.Write("event\n");
        screen.Flush();
        await terminal.WaitForAsync($"live{Clear}event\nlive");
        screen.Notice("notice");
        await terminal.WaitForAsync($"live{Clear}cwtail: notice{Environment.NewLine}live");
        screen.LastNotice("end");
        await screen.DisposeAsync();
        terminal.Text.Should().EndWith($"{Clear}cwtail: end{Environment.NewLine}\u001b[?1l\u001b>", "the cursor keys are as they were");
    }

    [Test]
    public async Task WithoutAStatusLineNothingIsWrittenForIt()
    {
        var terminal = new ShownText();
        await using (var screen = new Screen(StandardOutput.On(terminal), terminal, hasStatusLine: false))
        {
            screen.ShowStatus("live");
            screen.Write("event\n");
        }

        terminal.Text.Should().Be("event\n");
    }

    [Test]
    public async Task ANoticeIsEscapedToo()
    {
        var terminal = new ShownText();
        await using (var screen = new Screen(StandardOutput.On(terminal), terminal, hasStatusLine: false)) screen.Notice("a\u001b[2J\nb");
        terminal.Text.Should().Be($"cwtail: a\\u001b[2J\\nb{Environment.NewLine}");
    }

    [Test]
    public async Task ATerminalThatStandsStillHoldsUpEventsButNoNotice()
    {
        var terminal = new ShownText { Gate = new ManualResetEventSlim() };
        await using var screen = new Screen(StandardOutput.On(terminal), terminal, hasStatusLine: true);
        var line = new string('x', 1023) + "\n";
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 3_000; i++) screen.Write(line);
            screen.Flush();
        });
        await terminal.Entered.WaitAsync(Limits.Patience);
        screen.Notice("said at once");
        screen.ShowStatus("status");
        writing.IsCompleted.Should().BeFalse("two megabytes do not fit");

        terminal.Gate.Set();
        await writing.WaitAsync(Limits.Patience);
        await screen.DisposeAsync();
        terminal.Text.Count(c => c == 'x').Should().Be(3_000 * 1023, "nothing is lost");
        terminal.Text.Should().Contain("cwtail: said at once");
    }

    [Test]
    public async Task ATerminalThatNeverGoesOnDoesNotKeepTheEnd()
    {
        var clock = new ManualTimeProvider();
        var terminal = new ShownText { Gate = new ManualResetEventSlim() };
        var screen = new Screen(StandardOutput.On(terminal), terminal, hasStatusLine: false);
        screen.Write("one\n");
        screen.Flush();
        await terminal.Entered.WaitAsync(Limits.Patience);
        var writing = Task.Run(() => screen.Write(new byte[3 * 1024 * 1024]));
        var gaveUp = screen.GiveUpAfterAsync(TimeSpan.FromSeconds(1), clock);
        var ended = screen.DisposeAsync().AsTask();
        ended.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(ended, gaveUp, writing).WaitAsync(Limits.Patience);
        terminal.Gate.Set();
    }

    /// <summary>A terminal that a test can stop and look at.</summary>
    sealed class ShownText : MemoryStream
    {
        readonly StringBuilder _text = new();
        readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim? Gate { get; init; }

        public Task Entered => _entered.Task;

        public string Text
        {
            get { lock (_text) return _text.ToString(); }
        }

        public async Task WaitForAsync(string part)
        {
            while (true)
            {
                Task changed;
                lock (_text)
                {
                    if (_text.ToString().Contains(part, StringComparison.Ordinal)) return;
                    changed = _changed.Task;
                }

                await changed.WaitAsync(Limits.Patience);
            }
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _entered.TrySetResult();
            Gate?.Wait(Limits.Patience);
            lock (_text)
            {
                _text.Append(Encoding.UTF8.GetString(buffer));
                _changed.TrySetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
