using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

// The bytes of a sink's events as the service bills them, by level and, on request, by template, and the budget that they must not exceed. An event
// is counted once, when it is written for sending, however often it is sent. Thread-safe.
sealed class EventCosts
{
    // The bytes that the service adds for each event.
    public const int BytesPerEvent = 26;

    // The number of templates shown.
    public const int MostTemplates = 20;

    // The number of templates named in a report of events over the budget.
    public const int MostReported = 3;

    // Enough to find the twenty most expensive templates exactly, except in programs that create a template for each event.
    const int Places = 256;

    const int PlacesOfBudget = 64;

    readonly long[] _byLevel = new long[(int)LevelAlias.Maximum + 1];
    readonly ByteBudget? _budget;
    readonly TemplateCosts? _templates;
    readonly TemplateCosts? _asking;
    long _overBudget;

    // Creates an instance without a budget and without templates.
    public EventCosts()
    {
    }

    public EventCosts(CloudWatchSinkOptions options)
    {
        if (options.MeasureTemplates) _templates = new TemplateCosts(Places);
        if (options.BytesPerMinuteLimit is not { } limit) return;
        _budget = new ByteBudget(limit, options.BudgetExemptLevel, options.TimeProvider.TimestampFrequency * 60);
        _asking = new TemplateCosts(PlacesOfBudget);
    }

    public bool HasBudget
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _budget is not null;
    }

    public long BytesPerMinuteLimit => _budget?.BytesPerMinute ?? long.MaxValue;

    // Takes an event's bytes from the budget, if there is room.
    public bool TryTake(LogEventLevel level, int messageBytes, long now) => _budget is null || _budget.TryTake(level, messageBytes + BytesPerEvent, now);

    // Returns the bytes taken for an event that is not written after all.
    public void GiveBack(int messageBytes) => _budget?.GiveBack(messageBytes + BytesPerEvent);

    // Counts an event that was written and will be sent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(LogEventLevel level, MessageTemplate template, int messageBytes)
    {
        Interlocked.Add(ref _byLevel[Math.Clamp((int)level, 0, _byLevel.Length - 1)], messageBytes + BytesPerEvent);
        _templates?.Add(template, messageBytes + BytesPerEvent);
        _asking?.Add(template, messageBytes + BytesPerEvent);
    }

    // Counts an event that was refused because the budget is used up.
    public void CountOverBudget(MessageTemplate template, int messageBytes)
    {
        Interlocked.Increment(ref _overBudget);
        _asking!.Add(template, messageBytes + BytesPerEvent);
    }

    // Whether there are refused events to report.
    public bool AnyOverBudget => Interlocked.Read(ref _overBudget) > 0;

    // Returns the number of events refused since the last call followed by EndReport, and the templates that took most of the budget.
    public (long Events, TemplateCost[] Costliest) OverBudget() => (Interlocked.Read(ref _overBudget), _asking!.Costliest(MostReported));

    // Called when this many refused events are reported.
    public void EndReport(long events)
    {
        Interlocked.Add(ref _overBudget, -events);
        _asking!.Clear();
    }

    // Returns the bytes written, by level.
    public long[] ByLevel()
    {
        var bytes = new long[_byLevel.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = Interlocked.Read(ref _byLevel[i]);
        return bytes;
    }

    // Returns the most expensive templates first; null if they are not measured.
    public TemplateCost[] Costliest() => _templates?.Costliest(MostTemplates) ?? [];
}
