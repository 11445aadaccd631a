using Serilog.Sinks.CloudWatchTail.Tool.Terminal;
using Serilog.Sinks.SystemConsole.Themes;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Terminal;

public class TerminalFeaturesTests
{
    [Test]
    public void ATerminalHasColors() => Features(true, ("TERM", "xterm-256color")).Theme(null, noColor: false).Should().BeSameAs(Themes.Both);

    [TestCase("dark")]
    [TestCase("light")]
    public void AThemeForOneBackgroundIsAChoice(string name)
    {
        var theme = Features(true, ("TERM", "xterm-256color")).Theme(name, noColor: false);
        theme.Should().BeSameAs(name == "dark" ? Themes.Dark : Themes.Light);
        Features(true, ("TERM", "xterm-256color"), ("NO_COLOR", "1")).Theme(name, noColor: false).Should().BeSameAs(ConsoleTheme.None);
    }

    [Test]
    public void ThemeNoneIsNoColors() => Features(true, ("TERM", "xterm-256color")).Theme("none", noColor: false).Should().BeSameAs(ConsoleTheme.None);

    [Test]
    public void ATerminalOfFewColorsGetsThese() => Features(true, ("TERM", "xterm")).Theme(null, noColor: false).Should().BeSameAs(AnsiConsoleTheme.Sixteen);

    [Test]
    public void ColorsCanBeTurnedOff()
    {
        Features(true, ("TERM", "xterm")).Theme(null, noColor: true).Should().BeSameAs(ConsoleTheme.None);
        Features(true, ("TERM", "xterm"), ("NO_COLOR", "1")).Theme(null, noColor: false).Should().BeSameAs(ConsoleTheme.None);
        Features(true, ("TERM", "dumb")).Theme(null, noColor: false).Should().BeSameAs(ConsoleTheme.None);
    }

    [Test]
    public void AnEmptyVariableTurnsNothingOff() => Features(true, ("TERM", "xterm"), ("NO_COLOR", "")).Theme(null, noColor: false).Should().NotBeSameAs(ConsoleTheme.None);

    [Test]
    public void APipeHasNeitherColorsNorAStatusLine()
    {
        Features(false, ("TERM", "xterm-256color")).Theme(null, noColor: false).Should().BeSameAs(ConsoleTheme.None);
        Features(false, ("TERM", "xterm-256color")).HasStatusLine.Should().BeFalse();
        Features(true, ("TERM", "xterm-256color")).HasStatusLine.Should().BeTrue();
    }

    static TerminalFeatures Features(bool isTerminal, params (string Name, string Value)[] variables) =>
        new(isTerminal, ErrorIsTerminal: true, name => variables.FirstOrDefault(v => v.Name == name).Value);
}
