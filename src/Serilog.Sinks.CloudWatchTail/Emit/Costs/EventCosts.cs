using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.CloudWatchTail.Emit.Costs;

/// <summary>
/// What the events of a sink cost in bytes, as the service bills them: by level, and on request by template; and the budget that they must not exceed.
/// An event is counted once, when it is written to be sent, however often it is sent then. Thread-safe.
/// </summary>
sealed class EventCosts
{
    /// <summary>What the service adds for each event.</summary>
    public const int BytesPerEvent = 26;

    /// <summary>So many templates are shown.</summary>
    public const int MostTemplates = 20;

    /// <summary>So many templates are named in a report of events over the budget.</summary>
    public const int MostReported = 3;

    /// <summary>Enough that the costliest twenty are found exactly, but for programs that make a template for each event.</summary>
    const int Places = 256;

    const int PlacesOfBudget = 64;

    readonly long[] _byLevel = new long[(int)LevelAlias.Maximum + 1];
    readonly ByteBudget? _budget;
    readonly TemplateCosts? _templates;
    readonly TemplateCosts? _asking;
    long _overBudget;

    /// <summary>Without a budget, and without templates.</summary>
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

    /// <summary>Whether there is a budget.</summary>
    public bool HasBudget
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _budget is not null;
    }

    public long BytesPerMinuteLimit => _budget?.BytesPerMinute ?? long.MaxValue;

    /// <summary>Asks the budget for an event.</summary>
    public bool TryTake(LogEventLevel level, int messageBytes, long now) => _budget is null || _budget.TryTake(level, messageBytes + BytesPerEvent, now);

    /// <summary>Gives back what was taken for an event that is not written after all.</summary>
    public void GiveBack(int messageBytes) => _budget?.GiveBack(messageBytes + BytesPerEvent);

    /// <summary>An event is written, and will be sent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(LogEventLevel level, MessageTemplate template, int messageBytes)
    {
        Interlocked.Add(ref _byLevel[Math.Clamp((int)level, 0, _byLevel.Length - 1)], messageBytes + BytesPerEvent);
        _templates?.Add(template, messageBytes + BytesPerEvent);
        _asking?.Add(template, messageBytes + BytesPerEvent);
    }

    /// <summary>An event is refused, since the budget is used up.</summary>
    public void CountOverBudget(MessageTemplate template, int messageBytes)
    {
        Interlocked.Increment(ref _overBudget);
        _asking!.Add(template, messageBytes + BytesPerEvent);
    }

    /// <summary>Whether events were refused that are not reported yet.</summary>
    public bool AnyOverBudget => Interlocked.Read(ref _overBudget) > 0;

    /// <summary>The number of events that were refused since the last call that <see cref="EndReport"/> followed, and what asked most of the budget.</summary>
    public (long Events, TemplateCost[] Costliest) OverBudget() => (Interlocked.Read(ref _overBudget), _asking!.Costliest(MostReported));

    /// <summary>So many of the refused events are reported.</summary>
    public void EndReport(long events)
    {
        Interlocked.Add(ref _overBudget, -events);
        _asking!.Clear();
    }

    /// <summary>The bytes written, by level.</summary>
    public long[] ByLevel()
    {
        var bytes = new long[_byLevel.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = Interlocked.Read(ref _byLevel[i]);
        return bytes;
    }

    /// <summary>The costliest templates, costliest first; none where they are not measured.</summary>
    public TemplateCost[] Costliest() => _templates?.Costliest(MostTemplates) ?? [];
}
