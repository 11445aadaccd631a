using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Terminal;

public class TerminalFeaturesTests
{
    [Test]
    public void ATerminalHasColors() => Features(true, ("TERM", "xterm-256color")).Theme(noColor: false).Should().BeSameAs(AnsiConsoleTheme.Literate);

    [Test]
    public void ATerminalOfFewColorsGetsThese() => Features(true, ("TERM", "xterm")).Theme(noColor: false).Should().BeSameAs(AnsiConsoleTheme.Sixteen);

    [Test]
    public void ColorsCanBeTurnedOff()
    {
        Features(true, ("TERM", "xterm")).Theme(noColor: true).Should().BeSameAs(ConsoleTheme.None);
        Features(true, ("TERM", "xterm"), ("NO_COLOR", "1")).Theme(noColor: false).Should().BeSameAs(ConsoleTheme.None);
        Features(true, ("TERM", "dumb")).Theme(noColor: false).Should().BeSameAs(ConsoleTheme.None);
    }

    [Test]
    public void AnEmptyVariableTurnsNothingOff() => Features(true, ("TERM", "xterm"), ("NO_COLOR", "")).Theme(noColor: false).Should().NotBeSameAs(ConsoleTheme.None);

    [Test]
    public void APipeHasNeitherColorsNorAStatusLine()
    {
        Features(false, ("TERM", "xterm-256color")).Theme(noColor: false).Should().BeSameAs(ConsoleTheme.None);
        Features(false, ("TERM", "xterm-256color")).HasStatusLine.Should().BeFalse();
        Features(true, ("TERM", "xterm-256color")).HasStatusLine.Should().BeTrue();
    }

    static TerminalFeatures Features(bool isTerminal, params (string Name, string Value)[] variables) =>
        new(isTerminal, ErrorIsTerminal: true, name => variables.FirstOrDefault(v => v.Name == name).Value);
}
