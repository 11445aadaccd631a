using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Events.Captured;

namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// Finds the shape of a detail, so that details of one kind share it. The first two thousand or so have numbers and stay; a further one serves a single
// detail. Thread-safe.
sealed class DetailShapes
{
    // The number of places at which a shape may lie.
    const int Window = 8;

    const int Slots = 2_048;

    readonly DetailShape?[] _slots = new DetailShape?[Slots + Window];

    public DetailShape this[int number] => _slots[number]!;

    // Returns a shape that a detail probably has; null if there is none.
    public DetailShape? Guess(MessageTemplate template, int properties)
    {
        foreach (var shape in _slots.AsSpan(FirstOf(template, properties), Window))
            if (shape is not null && ReferenceEquals(shape.Template, template) && shape.Names.Length == properties) return shape;
        return null;
    }

    // Returns the shape of a detail. isNew: whether it was created for this one. Throws InvalidOperationException if the properties change meanwhile.
    public DetailShape Of(MessageTemplate template, Dictionary<string, LogEventPropertyValue> properties, out bool isNew)
    {
        isNew = false;
        var first = FirstOf(template, properties.Count);
        for (var number = first; number < first + Window; number++)
        {
            var shape = Volatile.Read(ref _slots[number]);
            if (shape is null && CapturedSize.MayBeShared(template))
            {
                var made = new DetailShape(number, template, properties);
                shape = Interlocked.CompareExchange(ref _slots[number], made, null);
                isNew = shape is null;
                if (isNew) return made;
            }

            if (shape is not null && ReferenceEquals(shape.Template, template) && properties.Keys.SequenceEqual(shape.Names)) return shape;
        }

        isNew = true;
        return new DetailShape(-1, template, properties);
    }

    static int FirstOf(MessageTemplate template, int properties) => (RuntimeHelpers.GetHashCode(template) + (properties * 31)) & (Slots - 1);
}
