using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// A property of a captured event. The most common scalars are held by value or as their string, so that the two objects that Serilog creates for each
// become garbage at once; everything else is held as it is.
readonly struct CapturedProperty
{
    // The length from which a string, with its object header, takes 85,000 bytes and is a large object.
    public const int LargeString = 42_480;

    // A value smaller than this holds no such string.
    public const int LargeBytes = 2 * LargeString;

    // A LogEventPropertyValue, a string, a copy of either, or the marker that tells the type of the bits.
    readonly object? _value;
    readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CapturedProperty(string name, LogEventPropertyValue? value)
    {
        Name = name;
        _value = value;

        // A derived class may render itself differently.
        if (value is null || value.GetType() != typeof(ScalarValue)) return;
        switch (((ScalarValue)value).Value)
        {
            case string text:
                _value = text;
                break;
            case int number:
                _value = InlineScalar.Int32;
                _bits = number;
                break;
            case double number when double.IsFinite(number):
                _value = InlineScalar.Double;
                _bits = BitConverter.DoubleToInt64Bits(number);
                break;
            case long number:
                _value = InlineScalar.Int64;
                _bits = number;
                break;
            case bool flag:
                _value = InlineScalar.Boolean;
                _bits = flag ? 1 : 0;
                break;
        }
    }

    CapturedProperty(string name, object? value, long bits)
    {
        Name = name;
        _value = value;
        _bits = bits;
    }

    public string Name { get; }

    public CapturedKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value is string ? CapturedKind.Text : _value is InlineScalar scalar ? scalar.Kind : _value is LargeText ? CapturedKind.Text : CapturedKind.Value;
    }

    // The memory that the value keeps, apart from this struct.
    public int Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value is string text ? CapturedSize.Of(text) : _value is InlineScalar ? 0 : _value is LargeText copy ? CapturedSize.Of(copy) : BytesOfValue;
    }

    // Whether both hold the same object: events share properties that an enricher adds to each.
    public bool SharesWith(in CapturedProperty other) => ReferenceEquals(_value, other._value);

    public ReadOnlySpan<char> Text => _value is string text ? text : Unsafe.As<LargeText>(_value!).Characters;

    // Whether the value is, or may contain, a string on the large object heap.
    public bool MayHoldLargeString
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value is string text ? text.Length >= LargeString : _value is not InlineScalar && MayContainLargeString;
    }

    // Whether large strings are copied here, whose uses are counted.
    public bool HoldsCopies => _value is LargeText or CopiedValue;

    // The same with copies of its large strings, which need not live on then. They have one use.
    public CapturedProperty WithCopiedText() => _value switch
    {
        string text => new CapturedProperty(Name, new LargeText(text), 0),
        LogEventPropertyValue value when CopiedValue.Of(value) is { } copy => new CapturedProperty(Name, copy, 0),
        _ => this,
    };

    // Returns the same value under another name.
    public CapturedProperty WithName(string name) => new(name, _value, _bits);

    // It is held once more.
    public void AddUse()
    {
        if (_value is LargeText text) text.AddUse();
        else if (_value is CopiedValue value) value.AddUse();
    }

    // It is held once less.
    public void EndUse()
    {
        if (_value is LargeText text) text.EndUse();
        else if (_value is CopiedValue value) value.EndUse();
    }

    public int Int32 => (int)_bits;

    public long Int64 => _bits;

    public double Double => BitConverter.Int64BitsToDouble(_bits);

    public bool Boolean => _bits != 0;

    // Returns the original object if it was held, otherwise an equal one.
    public LogEventPropertyValue? Value
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => Kind != CapturedKind.Value ? new ScalarValue(Boxed) : _value is CopiedValue copied ? copied.Restore() : (LogEventPropertyValue?)_value;
    }

    // Returns a scalar held by value as an object.
    public object Boxed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Kind switch
        {
            CapturedKind.Int32 => Int32,
            CapturedKind.Int64 => Int64,
            CapturedKind.Double => Double,
            CapturedKind.Boolean => Boolean,
            _ => _value as string ?? _value!.ToString()!,
        };
    }

    bool MayContainLargeString
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _value is LogEventPropertyValue and not ScalarValue && Bytes >= LargeBytes;
    }

    int BytesOfValue
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => _value is CopiedValue copied ? copied.Bytes : CapturedSize.Of((LogEventPropertyValue?)_value);
    }
}
