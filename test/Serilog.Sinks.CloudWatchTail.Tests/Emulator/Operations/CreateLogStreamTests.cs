using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class CreateLogStreamTests : EmulatorTest
{
    [Test]
    public async Task AStreamNeedsItsGroup()
    {
        (await Http.SendAsync("CreateLogStream", new { logGroupName = Group, logStreamName = Stream }))
            .ShouldFail("ResourceNotFoundException", "The specified log group does not exist.");
        await CreateAsync(Group, Stream);
        Aws.LogGroup(Group)!.Streams.Select(s => s.Name).Should().Equal(Stream);
        (await Http.SendAsync("CreateLogStream", new { logGroupName = Group, logStreamName = Stream }))
            .ShouldFail("ResourceAlreadyExistsException", "The specified log stream already exists");
    }

    [TestCase("a:b")]
    [TestCase("a*b")]
    public async Task AColonAndAnAsteriskAreForbidden(string name)
    {
        await CreateAsync();
        (await Http.SendAsync("CreateLogStream", new { logGroupName = Group, logStreamName = name }))
            .ShouldFail("InvalidParameterException", Violation(name, "logStreamName", "Member must satisfy regular expression pattern: [^:*]*"));
    }

    [Test]
    public async Task EverythingElseIsAllowedUpTo512Characters()
    {
        await CreateAsync(Group, "2026/03/01/[$LATEST]ü é 😀", new string('x', 512));
        var long513 = new string('x', 513);
        (await Http.SendAsync("CreateLogStream", new { logGroupName = Group, logStreamName = long513 }))
            .ShouldFail("InvalidParameterException", Violation(long513, "logStreamName", "Member must have length less than or equal to 512"));
        (await Http.SendAsync("CreateLogStream", new { logGroupName = Group, logStreamName = "" }))
            .ShouldFail("InvalidParameterException", Violation("", "logStreamName", "Member must have length greater than or equal to 1"));
    }
}
