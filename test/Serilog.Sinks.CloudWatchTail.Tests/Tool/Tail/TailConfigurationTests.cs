using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Tests.Support;
using Serilog.Sinks.CloudWatchTail.Tool.CommandLine;
using Serilog.Sinks.CloudWatchTail.Tool.Tail.Configuration;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.Tail;

[NonParallelizable]
public class TailConfigurationTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void TheCommandLineBecomesOptions()
    {
        var options = Options(new TailRequest
        {
            LogGroups = ["/a"],
            Streams = ["s"],
            FilterPattern = "ERROR",
            Level = LogEventLevel.Warning,
            Since = Moment.Ago(TimeSpan.FromHours(1)),
            Connect = c => c.Region = "eu-west-1",
        });

        options.LogGroups.Should().Equal("/a");
        options.LogStreamNames.Should().Equal("s");
        options.LogEventFilterPattern.Should().Be("ERROR");
        options.MinimumLevel.Should().Be(LogEventLevel.Warning);
        options.StartTime.Should().Be(Now.AddHours(-1));
        options.Connection.Region.Should().Be("eu-west-1");
        options.BlockWhenFull.Should().BeTrue("a paused terminal must not cost events");
    }

    [Test]
    public void AFileNamesWhatTheCommandLineDoesNot()
    {
        using var file = File("""{"CloudWatchLiveTail":{"LogGroups":["/a","/b"],"Since":"00:10:00","MinimumLevel":"Warning","Overlap":"00:01:00","Connection":{"Region":"eu-west-1","Profile":"p"}}}""");
        var options = Options(new TailRequest { ConfigurationFile = file.Path, Since = Moment.Ago(TimeSpan.FromHours(1)), Connect = c => c.Region = "us-east-1" });

        options.LogGroups.Should().Equal("/a", "/b");
        options.MinimumLevel.Should().Be(LogEventLevel.Warning);
        options.Overlap.Should().Be(TimeSpan.FromMinutes(1));
        options.Connection.Profile.Should().Be("p");
        options.Connection.Region.Should().Be("us-east-1", "the command line goes over the file");
        (options.Since, options.StartTime).Should().Be((null, Now.AddHours(-1)), "the two exclude each other");
    }

    [Test]
    public void GroupsOnTheCommandLineReplaceThoseOfTheFile()
    {
        using var file = File("""{"CloudWatchLiveTail":{"LogGroups":["/a","/b"]}}""");
        Options(new TailRequest { ConfigurationFile = file.Path, LogGroups = ["/c"] }).LogGroups.Should().Equal("/c");
    }

    [Test]
    public void AFileWithoutSinksLeavesTheOutputToTheCommandLine()
    {
        using var file = File("""{"Serilog":{"MinimumLevel":"Debug"}}""");
        new TailConfiguration(new TailRequest { ConfigurationFile = file.Path, Show = new() { Format = "json" } }).HasSinks.Should().BeFalse();
    }

    [Test]
    public void WhatDoesNotGoTogetherIsRefused()
    {
        using var file = File("""{"Serilog":{"WriteTo":["Console"]}}""");
        Refusal(new TailRequest { ConfigurationFile = file.Path, Show = new() { Format = "json" } }).Should().Contain("--format");
        Refusal(new TailRequest { Show = new() { Format = "json", Template = "{Message}" } }).Should().Contain("--template");
        Refusal(new TailRequest { Show = new() { Template = "{Message,2000000000}" } }).Should().Contain("--template").And.Contain("more than 1000 characters");
        Refusal(new TailRequest()).Should().Contain("at least one log group");
    }

    [Test]
    public void AFileThatCannotBeUsedIsNamedWithTheReason()
    {
        Refusal(new TailRequest { ConfigurationFile = "/no/such/file.json" }).Should().Be("--config /no/such/file.json does not exist.");
        using var folder = new TempFolder();
        Refusal(new TailRequest { ConfigurationFile = folder.FullName }).Should().Contain("is a folder");
        using var broken = File("{");
        Refusal(new TailRequest { ConfigurationFile = broken.Path }).Should().Contain(broken.Path).And.Contain("LineNumber");
        using var wrong = File("""{"CloudWatchLiveTail":{"Overlap":"soon"}}""");
        Refusal(new TailRequest { ConfigurationFile = wrong.Path, LogGroups = ["/a"] }).Should().Contain("'soon' at 'CloudWatchLiveTail:Overlap'").And.Contain(wrong.Path);
    }

    [Test]
    public void AMisspeltOptionOfTheTailIsNotPassedOver()
    {
        using var file = File("""{"CloudWatchLiveTail":{"LogGroups":["/a"],"Sinse":"00:10:00","Connection":{"Regoin":"eu-west-1"}}}""");
        Refusal(new TailRequest { ConfigurationFile = file.Path }).Should().Contain("'Sinse'");
    }

    [TestCase("Since")]
    [TestCase("SweepInterval")]
    public void ATimeThatIsABareNumberIsRefusedAsTheSinkDoes(string option)
    {
        using var file = File("{\"CloudWatchLiveTail\":{\"LogGroups\":[\"/a\"],\"" + option + "\":\"10\"}}");
        Refusal(new TailRequest { ConfigurationFile = file.Path }).Should().Contain(option).And.Contain("a bare number means days");
    }

    [TestCase("""{"WriteTo":[{"Name":"Console","Args":{"outputTempalte":"x"}}]}""", "'outputTempalte' is not an argument of Console. Did you mean outputTemplate?")]
    [TestCase("""{"WriteTo":{"A":{"Name":"Async","Args":{"configure":[{"Name":"File","Args":{"path":"x.log","rolingInterval":"Day"}}]}}}}""", "'rolingInterval' is not an argument of File")]
    public void AMisspeltArgumentOfASinkIsAnError(string serilog, string said)
    {
        using var file = File("{\"Serilog\":" + serilog + ",\"CloudWatchLiveTail\":{\"LogGroups\":[\"/a\"]}}");
        var configuration = new TailConfiguration(new TailRequest { ConfigurationFile = file.Path });
        FluentActions.Invoking(() => configuration.Sinks(_ => { })).Should().Throw<UsageException>().Which.Message.Should().Contain(said);
    }

    [Test]
    public void AMisspeltSinkIsNotPassedOverAndNoListOfMethodsFollows()
    {
        using var file = File("""{"Serilog":{"WriteTo":["Consol"]},"CloudWatchLiveTail":{"LogGroups":["/a"]}}""");
        var configuration = new TailConfiguration(new TailRequest { ConfigurationFile = file.Path });
        FluentActions.Invoking(() => configuration.Sinks(_ => { })).Should().Throw<UsageException>()
            .WithMessage($"The section Serilog of {file.Path} cannot be used: Unable to find a method called Consol. The tool has Async, CloudWatch, Console, File, OpenTelemetry and Seq.");
    }

    [Test]
    public void AnEnricherThatTheToolDoesNotHaveIsSaidAndNoMore()
    {
        using var file = File("""{"Serilog":{"WriteTo":["Console"],"Enrich":["WithMachineName"]},"CloudWatchLiveTail":{"LogGroups":["/a"]}}""");
        var said = new List<string>();
        new TailConfiguration(new TailRequest { ConfigurationFile = file.Path }).Sinks(said.Add);
        said.Should().Equal("Unable to find a method called WithMachineName.");
    }

    [Test]
    public void ARuleThatIsBrokenNamesTheOptionOfTheCommandLine()
    {
        Refusal(new TailRequest { LogGroups = ["/a", "/b"], Streams = ["s"] }).Should().Be("--stream can only be used with exactly one log group.");
        Refusal(new TailRequest { LogGroups = ["/a"], Follow = false, Since = Moment.Ago(TimeSpan.FromMinutes(5)), Until = Moment.Ago(TimeSpan.FromMinutes(5)) }).Should().Contain("is not after --since");
    }

    static CloudWatchLiveTailOptions Options(TailRequest request) => new TailConfiguration(request).Options(Now);

    static string Refusal(TailRequest request) =>
        FluentActions.Invoking(() => new TailConfiguration(request).Create(Options(request))).Should().Throw<UsageException>().Which.Message;

    static ConfigurationFile File(string json) => new(json);

    sealed class ConfigurationFile : IDisposable
    {
        readonly TempFolder _folder = new();

        public ConfigurationFile(string json)
        {
            System.IO.File.WriteAllText(Path, json);
        }

        public string Path => _folder.GetFile("appsettings.json");

        public void Dispose() => _folder.Dispose();
    }
}
