namespace Serilog.Sinks.CloudWatchTail.Emit.Details;

// A trace of which details are held, or sent at once. Times are time stamps.
struct DetailTrace : ISlot
{
    public string Key;

    // The details that are held, by their numbers, in the order in which they came; negative for none.
    public int First, Last;

    public int Following
    {
        readonly get => First;
        set => First = value;
    }

    // How many are held.
    public int Count;

    // When its last event came.
    public long LastEvent;

    // Until when its details are sent at once.
    public long OpenUntil;
}
