using System.Reflection;
using Serilog.Configuration;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Documentation.Manual;

public class ManualOptionsTests
{
    static readonly CloudWatchSinkOptions Sink = new();
    static readonly CloudWatchLiveTailOptions Tail = new();

    [Test]
    public void TheSinksTableNamesEachOptionOnceWithItsDefault() => Check(ManualPages.Table("Option (sink)"), SinkOptions());

    [Test]
    public void TheTailsTableNamesEachOptionOnceWithItsDefault() =>
        Check(ManualPages.Table("Option (tail)"), OptionDefaults.Of(typeof(CloudWatchLiveTailOptions)).ToDictionary(p => p.Name, p => (p, (object)Tail)));

    [Test]
    public void TheFormattersTableNamesEachParameterOnceWithItsDefault()
    {
        var parameters = typeof(CloudWatchJsonFormatter).GetConstructors().Single().GetParameters();
        var defaults = parameters.Select(p => $"{p.Name} {(p.DefaultValue is bool value ? value ? "true" : "false" : "")}");
        ManualPages.Table("Option (formatter)").Select(row => $"{ManualPages.Plain(row[0])} {(row[1] is "true" or "false" ? row[1] : "")}").Should().Equal(defaults);
    }

    [Test]
    public void TheTableNamesTheParametersThatAConfigurationFileCanSet()
    {
        var parameters = Overload(typeof(LoggerSinkConfiguration)).GetParameters().Skip(1).ToArray();
        ManualPages.Table("Option (sink)").Select(row => ManualPages.Plain(row[0])).Should().BeEquivalentTo(parameters.Select(p => p.Name));
        parameters.Should().OnlyContain(p => p.IsOptional, "a required one makes the configuration reader drop the sink");
    }

    [TestCase(typeof(LoggerSinkConfiguration))]
    [TestCase(typeof(LoggerAuditSinkConfiguration))]
    public void TheParametersHaveTheDefaultsOfTheOptions(Type configuration)
    {
        var options = SinkOptions();
        foreach (var parameter in Overload(configuration).GetParameters().Skip(1))
        {
            var (property, owner) = options[parameter.Name!];
            // No value means the option's own default.
            if (parameter.DefaultValue is null) continue;
            // An enumeration may be a word there, so that a configuration file can write it in any case.
            var value = property.GetValue(owner);
            parameter.DefaultValue.Should().Be(parameter.DefaultValue is string && value is Enum ? value.ToString() : value, "of {0}", parameter.Name);
        }
    }

    static Dictionary<string, (PropertyInfo Property, object Owner)> SinkOptions()
    {
        var own = OptionDefaults.Of(typeof(CloudWatchSinkOptions)).Where(p => p.Name != nameof(CloudWatchSinkOptions.Connection)).Select(p => (p, (object)Sink));
        var connection = OptionDefaults.Of(typeof(CloudWatchConnectionOptions)).Select(p => (p, (object)Sink.Connection));
        return own.Concat(connection).ToDictionary(o => char.ToLowerInvariant(o.p.Name[0]) + o.p.Name[1..], o => o);
    }

    static void Check(string[][] table, Dictionary<string, (PropertyInfo Property, object Owner)> options)
    {
        table.Select(row => ManualPages.Plain(row[0])).Should().BeEquivalentTo(options.Keys);
        foreach (var row in table)
        {
            var (name, said) = (ManualPages.Plain(row[0]), ManualPages.Plain(row[1]));
            var (property, owner) = options[name];
            if (OptionDefaults.ValueOf(property, owner) is { } value) said.Should().Be(value, "that is {0}'s default", name);
            else said.Should().NotMatchRegex("^[0-9]|^(true|false)$", "{0} has no such default", name);
            if (said != "empty") OptionDefaults.DocumentedFor(property).Should().StartWith(said, "that is what the README says of {0}", name);
            else OptionDefaults.IsNothing(property, owner).Should().BeTrue("the README says that {0} is empty", name);
            row[2].Should().EndWith(".");
        }
    }

    static MethodInfo Overload(Type configuration) =>
        typeof(CloudWatchLoggerConfigurationExtensions).GetMethods().Single(m => m.GetParameters() is [var first, _, _, ..] && first.ParameterType == configuration);
}
