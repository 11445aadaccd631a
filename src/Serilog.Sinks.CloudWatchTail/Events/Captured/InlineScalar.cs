namespace Serilog.Sinks.CloudWatchTail.Events.Captured;

// Takes the place of a property's object and tells the type of a scalar that is held by value.
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
