using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;

namespace Serilog.Sinks.CloudWatchTail.Tests.Support;

/// <summary>Holds an event that was written and read against the original.</summary>
/// <param name="keepsKinds">The format says what JSON cannot: CloudWatch JSON, not CLEF.</param>
sealed class LosslessComparison(bool keepsKinds)
{
    public void Compare(LogEvent read, LogEvent original)
    {
        if (keepsKinds)
        {
            read.Timestamp.EqualsExact(original.Timestamp).Should().BeTrue("time and offset are kept");
        }
        else
        {
            read.Timestamp.UtcTicks.Should().Be(original.Timestamp.UtcTicks);
        }

        read.Level.Should().Be(original.Level);
        read.TraceId.Should().Be(original.TraceId);
        read.SpanId.Should().Be(original.SpanId);
        CompareText(read.MessageTemplate.Text, original.MessageTemplate.Text);
        (read.Exception == null).Should().Be(original.Exception == null);
        if (read.Exception is RecordedException exception)
        {
            CompareText(exception.ToString(), original.Exception!.ToString());
            if (keepsKinds) exception.TypeName.Should().Be(original.Exception.GetType().ToString());
        }

        read.Properties.Count.Should().Be(original.Properties.Count);
        foreach (var (found, expected) in read.Properties.Zip(original.Properties))
        {
            CompareText(found.Key, expected.Key);
            Compare(found.Value, expected.Value);
        }
    }

    void Compare(LogEventPropertyValue read, LogEventPropertyValue original)
    {
        switch (original)
        {
            case ScalarValue scalar:
                read.Should().BeAssignableTo<ScalarValue>();
                CompareScalar(((ScalarValue)read).Value, scalar.Value);
                break;
            case SequenceValue sequence:
                read.Should().BeAssignableTo<SequenceValue>();
                CompareAll(((SequenceValue)read).Elements, sequence.Elements);
                break;
            case StructureValue structure when keepsKinds || read is StructureValue:
                CompareStructure((StructureValue)read, structure);
                break;
            case DictionaryValue dictionary when keepsKinds || read is DictionaryValue:
                var elements = ((DictionaryValue)read).Elements;
                elements.Keys.Select(key => key.Value!.ToString()).Should().Equal(dictionary.Elements.Keys.Select(key => Replace(TextOf(key.Value))));
                CompareAll(elements.Values.ToList(), dictionary.Elements.Values.ToList());
                break;
            case DictionaryValue dictionary:
                CompareToDictionary((StructureValue)read, dictionary);
                break;
        }
    }

    void CompareStructure(StructureValue read, StructureValue original)
    {
        if (!keepsKinds && original is { TypeTag: null, Properties: [.., { Name: "$type", Value: ScalarValue { Value: not null } }] } && read.TypeTag != null)
        {
            // CLEF has no way to tell a property of this name from a tag.
            read.Properties.Count.Should().Be(original.Properties.Count - 1);
            return;
        }

        CompareText(read.TypeTag, original.TypeTag);
        read.Properties.Select(p => p.Name).Should().Equal(original.Properties.Select(p => Replace(p.Name)));
        CompareAll(read.Properties.Select(p => p.Value).ToList(), original.Properties.Select(p => p.Value).ToList());
    }

    /// <summary>CLEF gives a dictionary back as a structure.</summary>
    void CompareToDictionary(StructureValue read, DictionaryValue original)
    {
        var isTagged = read.TypeTag != null;
        read.Properties.Count.Should().Be(original.Elements.Count - (isTagged ? 1 : 0));
        foreach (var (property, (key, value)) in read.Properties.Zip(original.Elements))
        {
            CompareText(property.Name, TextOf(key.Value));
            Compare(property.Value, value);
        }
    }

    void CompareAll(IReadOnlyList<LogEventPropertyValue> read, IReadOnlyList<LogEventPropertyValue> original)
    {
        read.Count.Should().Be(original.Count);
        for (var i = 0; i < read.Count; i++) Compare(read[i], original[i]);
    }

    void CompareScalar(object? read, object? original)
    {
        switch (original)
        {
            case null or bool:
                read.Should().Be(original);
                break;
            case string text:
                CompareText(read.Should().BeOfType<string>().Which, text);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                if (!keepsKinds && original is double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity)
                {
                    read.Should().Be(TextOf(original));
                    break;
                }

                read.Should().NotBeOfType<string>();
                TextOf(read).Should().Be(TextOf(original));
                break;
            case Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or char when keepsKinds:
                read.Should().BeOfType(original.GetType());
                read.Should().Be(original);
                break;
            default:
                if (keepsKinds)
                {
                    read.Should().NotBeOfType<string>();
                    read!.ToString().Should().Be(TextOf(original));
                }
                else
                {
                    read.Should().BeOfType<string>();
                }

                break;
        }
    }

    void CompareText(string? read, string? original) => (read == Replace(original)).Should().BeTrue("{0} should be {1}", read, original);

    /// <summary>CLEF has no lone surrogates.</summary>
    string? Replace(string? text) => keepsKinds || text == null ? text : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    static string TextOf(object? value) => value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "null";
}
