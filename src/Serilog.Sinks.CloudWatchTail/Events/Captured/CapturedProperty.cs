using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>
/// A property of a captured event. The commonest scalars are held by value or as their string, so that the two objects that Serilog makes of each
/// are garbage at once; everything else is held as it came.
/// </summary>
readonly struct CapturedProperty
{
    /// <summary>Of so many characters and the head of an object of .NET, objects of 85,000 bytes are made.</summary>
    public const int LargeString = 42_480;

    /// <summary>A value that takes less holds no such string.</summary>
    public const int LargeBytes = 2 * LargeString;

    /// <summary>A value of Serilog's, a string, a copy of one of these, or what says how the bits are meant.</summary>
    readonly object? _value;
    readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CapturedProperty(string name, LogEventPropertyValue? value)
    {
        Name = name;
        _value = value;

        // A derived class may render itself in its own way.
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
        get => _value is string ? CapturedKind.Text : _value is InlineScalar scalar ? scalar.Kind : _value is char[] ? CapturedKind.Text : CapturedKind.Value;
    }

    /// <summary>What the value keeps in memory beside this.</summary>
    public int Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value is string text ? CapturedSize.Of(text) : _value is InlineScalar ? 0 : _value is char[] copy ? CapturedSize.Of(copy) : BytesOfValue;
    }

    /// <summary>Whether another one holds the very same object: events share those that an enricher adds to each.</summary>
    public bool SharesWith(in CapturedProperty other) => ReferenceEquals(_value, other._value);

    public ReadOnlySpan<char> Text => _value is string text ? text : Unsafe.As<char[]>(_value);

    /// <summary>Whether it may hold a string that .NET keeps on the large object heap, by itself or inside a structure, sequence or dictionary.</summary>
    public bool MayHoldLargeString => _value is string text ? text.Length >= LargeString : _value is LogEventPropertyValue and not ScalarValue && Bytes >= LargeBytes;

    /// <summary>The same with copies of its large strings, which need not live on then.</summary>
    public CapturedProperty WithCopiedText() => _value switch
    {
        string text => new CapturedProperty(Name, CopyOf(text), 0),
        LogEventPropertyValue value when CopiedValue.Of(value) is { } copy => new CapturedProperty(Name, copy, 0),
        _ => this,
    };

    /// <summary>The same value under another name.</summary>
    public CapturedProperty WithName(string name) => new(name, _value, _bits);

    public int Int32 => (int)_bits;

    public long Int64 => _bits;

    public double Double => BitConverter.Int64BitsToDouble(_bits);

    public bool Boolean => _bits != 0;

    /// <summary>The value as Serilog has it: the same object where it was held, otherwise one equal to it.</summary>
    public LogEventPropertyValue? Value => Kind switch
    {
        CapturedKind.Value => _value is CopiedValue copied ? copied.Restore() : (LogEventPropertyValue?)_value,
        CapturedKind.Text => new ScalarValue(Boxed),
        _ => new ScalarValue(Boxed),
    };

    /// <summary>What is held by value, as an object.</summary>
    public object Boxed => Kind switch
    {
        CapturedKind.Int32 => Int32,
        CapturedKind.Int64 => Int64,
        CapturedKind.Double => Double,
        CapturedKind.Boolean => Boolean,
        _ => _value as string ?? new string(Text),
    };

    int BytesOfValue => _value is CopiedValue copied ? copied.Bytes : CapturedSize.Of((LogEventPropertyValue?)_value);

    /// <summary>A string's characters on the heap of pinned objects.</summary>
    public static char[] CopyOf(string text)
    {
        var copy = GC.AllocateUninitializedArray<char>(text.Length, pinned: true);
        text.CopyTo(copy);
        return copy;
    }
}
