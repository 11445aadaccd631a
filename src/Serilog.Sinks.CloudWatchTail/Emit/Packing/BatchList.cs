namespace Serilog.Sinks.CloudWatchTail.Emit.Packing;

/// <summary>
/// Batches in order. A batch is its own node and stands in one list at most: adding it to a list moves it there from where it was, which allocates
/// nothing and cannot fail half-way, so that a batch is never between two lists.
/// </summary>
sealed class BatchList
{
    PackedBatch? _last;

    public int Count { get; private set; }

    /// <summary>The first batch; the others follow as <see cref="PackedBatch.Next"/>.</summary>
    public PackedBatch? First { get; private set; }

    public void AddFirst(PackedBatch batch)
    {
        batch.List?.Remove(batch);
        batch.Next = First;
        if (First is null) _last = batch;
        else First.Previous = batch;
        First = batch;
        Enter(batch);
    }

    public void AddLast(PackedBatch batch)
    {
        batch.List?.Remove(batch);
        batch.Previous = _last;
        if (_last is null) First = batch;
        else _last.Next = batch;
        _last = batch;
        Enter(batch);
    }

    public void Remove(PackedBatch batch)
    {
        if (batch.Previous is null) First = batch.Next;
        else batch.Previous.Next = batch.Next;
        if (batch.Next is null) _last = batch.Previous;
        else batch.Next.Previous = batch.Previous;
        batch.Next = batch.Previous = null;
        batch.List = null;
        Count--;
    }

    void Enter(PackedBatch batch)
    {
        batch.List = this;
        Count++;
    }
}
