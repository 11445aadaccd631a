using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.Operations;

sealed class KmsKeyTests : EmulatorTest
{
    const string Key = "arn:aws:kms:us-east-1:123456789012:key/1234";

    [Test]
    public async Task AKeyIsGivenAndTakenByNameAndByArn()
    {
        await CreateAsync();
        await Http.DoAsync("AssociateKmsKey", new { logGroupName = Group, kmsKeyId = Key });
        (await KeyAsync()).Should().Be(Key);
        await Http.DoAsync("DisassociateKmsKey", new { resourceIdentifier = ArnOf(Group) });
        (await KeyAsync()).Should().BeNull();
        await Http.DoAsync("AssociateKmsKey", new { resourceIdentifier = ArnOf(Group), kmsKeyId = Key });
        (await KeyAsync()).Should().Be(Key);
    }

    [Test]
    public async Task WhatMeansNoGroupOrNoKeyIsRefused()
    {
        await CreateAsync();
        const string which = "Exactly one of logGroupName and resourceIdentifier must be specified.";
        (await Http.SendAsync("AssociateKmsKey", new { kmsKeyId = Key })).ShouldFail("InvalidParameterException", which);
        (await Http.SendAsync("DisassociateKmsKey", new { logGroupName = Group, resourceIdentifier = ArnOf(Group) })).ShouldFail("InvalidParameterException", which);
        (await Http.SendAsync("AssociateKmsKey", new { logGroupName = Group, kmsKeyId = "none" })).ShouldFail("InvalidParameterException", "The specified KMS Key Id could not be found.");
        (await Http.SendAsync("DisassociateKmsKey", new { logGroupName = "none" })).Code.Should().Be("ResourceNotFoundException");
    }

    async Task<string?> KeyAsync() =>
        (await Http.DoAsync("DescribeLogGroups", new { })).GetProperty("logGroups")[0].TryGetProperty("kmsKeyId", out var key) ? key.GetString() : null;
}
