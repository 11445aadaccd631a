using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Events.Recorded;

namespace Serilog.Sinks.CloudWatchTail.Formats.Reading;

// A hole that has a format, and which types take it. .NET refuses a format by the type of the value, so each type is tried once. Not thread-safe.
sealed class HoleFormat(PropertyToken hole)
{
    const int FewProperties = 16;

    readonly List<Type> _taking = [];
    readonly List<Type> _refusing = [];

    Type? _latestTaking;

    // Where the latest event had the property: names are shared strings, and events of one template mostly have their properties in the same places.
    string? _latestName;
    int _latestPlace;

    public PropertyToken Hole => hole;

    // Finds the property's value; false if it has none, or if finding it would take long.
    public bool TryFind(ReadOnlySpan<(string Name, LogEventPropertyValue Value)> properties, [NotNullWhen(true)] out LogEventPropertyValue? value)
    {
        if ((uint)_latestPlace >= (uint)properties.Length || !ReferenceEquals(properties[_latestPlace].Name, _latestName)) Find(properties);
        value = _latestPlace < 0 ? null : properties[_latestPlace].Value;
        return value != null;
    }

    void Find(ReadOnlySpan<(string Name, LogEventPropertyValue Value)> properties)
    {
        _latestPlace = -1;
        if (properties.Length > FewProperties) return;
        for (var i = 0; i < properties.Length; i++)
        {
            if (properties[i].Name == hole.PropertyName) (_latestName, _latestPlace) = (properties[i].Name, i);
        }
    }

    // Whether the value throws when it is rendered into the hole.
    public bool IsRefusedBy(LogEventPropertyValue value)
    {
        if (value is ScalarValue scalar)
            return IsRefusedBy(scalar.Value) && !(scalar is IRecordedRenderings recorded && recorded.Renderings.TryFind(hole.Format!, out _));
        if (value is not SequenceValue sequence) return false;

        // A structure's and a dictionary's parts are rendered without the format, a sequence's elements with it.
        var elements = sequence.Elements;
        for (var i = 0; i < elements.Count; i++)
        {
            if (IsRefusedBy(elements[i])) return true;
        }

        return false;
    }

    bool IsRefusedBy(object? value)
    {
        if (value is null or string) return false;
        var type = value.GetType();
        if (type == _latestTaking) return false;
        if (_refusing.Contains(type)) return true;
        if (!_taking.Contains(type))
        {
            if (value is not IFormattable formattable) return false;
            var isTaken = Takes(formattable);
            if (!IsKnownBy(type, value)) return !isTaken;
            (isTaken ? _taking : _refusing).Add(type);
            if (!isTaken) return true;
        }

        _latestTaking = type;
        return false;
    }

    bool Takes(IFormattable value)
    {
        try
        {
            value.ToString(hole.Format, CultureInfo.InvariantCulture);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    // Whether one value tells of all of its type. A number that is none may take any format, and a type of the application decides as it likes.
    static bool IsKnownBy(Type type, object value) => value switch
    {
        double number => double.IsFinite(number),
        float number => float.IsFinite(number),
        Half number => Half.IsFinite(number),
        RecordedLocalTime => true,
        _ => type.IsValueType && type.Assembly == typeof(int).Assembly
    };
}
