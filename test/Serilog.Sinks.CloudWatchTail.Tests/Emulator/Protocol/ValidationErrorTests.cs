using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Protocol;

/// <summary>How the service words what is wrong within a list or a map: the whole value, and all that holds of each member.</summary>
sealed class ValidationErrorTests : EmulatorTest
{
    const string TagPattern = @"^([\p{L}\p{Z}\p{N}_.:/=+\-@]+)$";

    [TestCase("FilterLogEvents", "logStreamNames")]
    [TestCase("StartLiveTail", "logStreamNames")]
    [TestCase("StartLiveTail", "logStreamNamePrefixes")]
    public async Task AMemberOfAListIsNamedByItsList(string operation, string member)
    {
        await CreateAsync(Group, Stream);
        var group = operation == "StartLiveTail" ? $"\"logGroupIdentifiers\":[\"{ArnOf(Group)}\"]" : $"\"logGroupName\":\"{Group}\"";
        (await Http.SendAsync(operation, $$"""{ {{group}},"{{member}}":["good","a:b","c*d"] }""")).ShouldFail("InvalidParameterException", Violation(
            "[good, a:b, c*d]", member,
            "Member must satisfy constraint: [Member must have length less than or equal to 512, Member must have length greater than or equal to 1, "
            + "Member must satisfy regular expression pattern: [^:*]*]"));
    }

    [Test]
    public async Task AMessageOfATestHasACharacter() =>
        (await Http.SendAsync("TestMetricFilter", """{"filterPattern":"","logEventMessages":[""]}""")).ShouldFail("InvalidParameterException", Violation(
            "[]", "logEventMessages", "Member must satisfy constraint: [Member must have length greater than or equal to 1]"));

    [Test]
    public async Task AKeyOfAMapIsNamedByItsMap() =>
        (await Http.SendAsync("CreateLogGroup", """{"logGroupName":"g","tags":{"a!":"b"} }""")).ShouldFail("InvalidParameterException", Violation(
            "{a!=b}", "tags",
            "Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, "
            + $"Member must satisfy regular expression pattern: {TagPattern}]"));

    [Test]
    public async Task AValueOfAMapIsNamedByItsMap() =>
        (await Http.SendAsync("CreateLogGroup", """{"logGroupName":"g","tags":{"a":"b!"} }""")).ShouldFail("InvalidParameterException", Violation(
            "{a=b!}", "tags",
            "Map value must satisfy constraint: [Member must have length less than or equal to 256, "
            + @"Member must satisfy regular expression pattern: ^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$]"));

    [Test]
    public async Task SeveralErrorsAreCountedAndListed() =>
        (await Http.SendAsync("CreateLogStream", """{"logGroupName":"","logStreamName":"a:b"}""")).ShouldFail(
            "InvalidParameterException",
            "3 validation errors detected: Value '' at 'logGroupName' failed to satisfy constraint: Member must have length greater than or equal to 1; "
            + @"Value '' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+; "
            + "Value 'a:b' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*");

    /// <summary>Only letters, digits and <c>_</c> of ASCII are what the pattern's <c>\w</c> means to the service.</summary>
    [Test]
    public async Task AnIdentifierHasNoUmlauts() =>
        (await Http.SendAsync("FilterLogEvents", """{"logGroupIdentifier":"größe"}""")).ShouldFail(
            "InvalidParameterException", Violation("größe", "logGroupIdentifier", @"Member must satisfy regular expression pattern: [\w#+=/:,.@-]*"));
}
