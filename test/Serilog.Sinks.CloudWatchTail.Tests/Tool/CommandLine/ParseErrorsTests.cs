using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.CommandLine;

public class ParseErrorsTests
{
    [TestCase("--since 'soon' is not a valid time: give an age such as", "/a", "--since", "soon")]
    [TestCase("--until '' is not a valid time", "/a", "--until", "")]
    [TestCase("--level 'loud' is not a valid level: give one of Verbose, Debug", "/a", "--level", "loud")]
    [TestCase("--format 'xml' is not a valid format: give one of text, json, clef, raw, none.", "/a", "--format", "xml")]
    [TestCase("--port 'abc' is not a valid port: give a number from 0 to 65535.", "emulator", "--port", "abc")]
    [TestCase("--port '65536' is not a valid port", "emulator", "--port", "65536")]
    [TestCase("--port '-1' is not a valid port", "emulator", "--port", "-1")]
    [TestCase("'--format'", "/a", "--format")]
    [TestCase("'GROUP'", "put")]
    public void AnErrorNamesTheOptionTheValueAndTheRule(string said, params string[] arguments) =>
        Errors(arguments).Should().ContainSingle().Which.Should().Contain(said);

    [Test]
    public void AnErrorIsOneLine() =>
        Errors(["completion", "csh"]).Should().ContainSingle().Which.Should().EndWith("Must be one of: 'bash' 'zsh' 'fish' 'pwsh'");

    [TestCase("/a", "--no-folow")]
    [TestCase("--bogus", "/a")]
    [TestCase("put", "/a", "--regoin")]
    public void AMisspeltOptionIsNotTakenForAName(params string[] arguments) =>
        Errors(arguments).Should().ContainSingle().Which.Should().Contain("is not an option of cwtail");

    [TestCase("/a", "put", "/b")]
    [TestCase("--region", "eu-west-1", "put", "/b")]
    [TestCase("--utc", "emulator")]
    public void ArgumentsBeforeACommandAreReported(params string[] arguments) =>
        Errors(arguments).Should().NotBeEmpty().And.OnlyContain(error => error.Contains("before the command"));

    [TestCase("/a", "--filter", "-ERROR")]
    [TestCase("/a", "--", "-b")]
    [TestCase("put", "--", "-a", "--b")]
    [TestCase("/a", "--bogus", "--help")]
    [TestCase("emulator", "--port", "0")]
    [TestCase("/a", "-?")]
    public void NothingElseIsAnError(params string[] arguments) => Errors(arguments).Should().BeEmpty();

    static IReadOnlyList<string> Errors(string[] arguments) => ParseErrors.Of(new CwtailCommand().Parse(arguments));
}
