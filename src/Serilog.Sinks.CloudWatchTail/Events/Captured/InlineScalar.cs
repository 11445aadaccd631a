namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

/// <summary>Stands where a property's object would stand, and says of which type the scalar is that is held by value.</summary>
sealed class InlineScalar
{
    public static readonly InlineScalar Int32 = new(CapturedKind.Int32);
    public static readonly InlineScalar Int64 = new(CapturedKind.Int64);
    public static readonly InlineScalar Double = new(CapturedKind.Double);
    public static readonly InlineScalar Boolean = new(CapturedKind.Boolean);

    InlineScalar(CapturedKind kind)
    {
        Kind = kind;
    }

    public CapturedKind Kind { get; }
}
