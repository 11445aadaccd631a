using System.Text;
using Microsoft.Extensions.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Emit;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Configuration;

/// <summary>What the JSON binder itself makes of mistakes, before the sink sees them: the README's remedies stand on this.</summary>
[NonParallelizable]
public class BinderHabitTests
{
    [Test]
    public void AMisspeltNameIsPassedOverInSilence() =>
        OptionsOf("\"btchSizeLimit\": 5").BatchSizeLimit.Should().Be(10_000);

    [Test]
    public void ALevelInLowerCaseIsUnderstood() =>
        OptionsOf("\"restrictedToMinimumLevel\": \"warning\"").RestrictedToMinimumLevel.Should().Be(LogEventLevel.Warning);

    [Test]
    public void TurnedOffIsALevelByItsNumber() => OptionsOf("\"flushAtLevel\": \"6\"").FlushAtLevel.Should().Be(LevelAlias.Off);

    [TestCase("\"tags\": { \"a:b\": \"c\", \"team\": \"orders\" }", "Cannot create instance of type 'System.String'")]
    [TestCase("\"restrictedToMinimumLevel\": \"loud\"", "Requested value 'loud' was not found")]
    [TestCase("\"batchSizeLimit\": \"many\"", "'many' was not in a correct format")]
    [TestCase("\"bufferingTimeLimit\": \"two\"", "'two' was not recognized as a valid TimeSpan")]
    [TestCase("\"createLogGroup\": \"yes\"", "'yes' was not recognized as a valid Boolean")]
    [TestCase("\"fallback\": { \"Name\": \"File\", \"Args\": { \"path\": \"x.log\" } }", "has no 'Name' element")]
    [TestCase("\"fallback\": { \"WriteTo\": [ { \"Name\": \"File\", \"Args\": { \"path\": \"x.log\" } } ] }", "has no 'Name' element")]
    [TestCase("\"fallback\": \"Console\"", "Invalid cast from 'System.String'")]
    [TestCase("\"formatter\": \"No.Such.Type, Nowhere\"", "No.Such.Type, Nowhere was not found")]
    public void WhatTheBinderCannotReadFailsWithItsOwnWords(string args, string words)
    {
        var load = () => Load(args);
        var error = load.Should().Throw<Exception>().Which;
        (error.InnerException ?? error).Message.Should().Contain(words);
    }

    [TestCase("[ SINK ]")]
    [TestCase("{ \"Disk\": SINK }")]
    [TestCase("{ \"Screen\": \"Console\", \"Disk\": SINK }")]
    [TestCase("[ \"Console\", SINK ]")]
    public async Task AFallbackFromTheFileGetsWhatCannotBeDelivered(string shape)
    {
        using var folder = new TempFolder();
        var file = folder.GetFile("lost.log").Replace('\\', '/');
        var fallback = shape.Replace("SINK", $"{{ \"Name\": \"File\", \"Args\": {{ \"path\": \"{file}\" }} }}");
        await using (var logger = Load($"\"shutdownTimeLimit\": \"00:00:00\", \"serviceUrl\": \"http://127.0.0.1:9\", \"fallback\": {fallback}"))
        {
            logger.Debug("for the {Place}", "file");
        }

        System.IO.File.ReadAllText(file).Should().Contain("for the file");
    }

    static CloudWatchSinkOptions OptionsOf(string args)
    {
        using var logger = Load(args);
        return LiveSinks.All().Single(s => s.Options.LogGroup == "/binder/habits").Options;
    }

    static Logger Load(string args)
    {
        var json = $$"""{ "Serilog": { "MinimumLevel": "Debug", "Using": [ "Serilog.Sinks.CloudWatchTail", "Serilog.Sinks.File", "Serilog.Sinks.Console" ], "WriteTo": [ { "Name": "CloudWatch", "Args": { "logGroup": "/binder/habits", {{args}}, "region": "eu-west-1" } } ] } }""";
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new LoggerConfiguration().ReadFrom.Configuration(configuration).CreateLogger();
    }
}
