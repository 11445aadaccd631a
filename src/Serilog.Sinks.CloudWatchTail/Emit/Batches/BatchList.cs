namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

// An ordered list of batches. A batch is its own node and is in at most one list: adding it moves it from its current list, which allocates nothing
// and cannot fail halfway, so that a batch is never between two lists.
sealed class BatchList
{
    PackedBatch? _last;

    public int Count { get; private set; }

    // The first batch; the others follow through BatchLinks.Next.
    public PackedBatch? First { get; private set; }

    public void AddFirst(PackedBatch batch)
    {
        batch.Links.List?.Remove(batch);
        if (First is null) _last = batch;
        else First.Links.Previous = batch;
        batch.Links = new BatchLinks { List = this, Next = First };
        First = batch;
        Count++;
    }

    public void AddLast(PackedBatch batch)
    {
        batch.Links.List?.Remove(batch);
        if (_last is null) First = batch;
        else _last.Links.Next = batch;
        batch.Links = new BatchLinks { List = this, Previous = _last };
        _last = batch;
        Count++;
    }

    public void Remove(PackedBatch batch)
    {
        ref var links = ref batch.Links;
        if (links.Previous is null) First = links.Next;
        else links.Previous.Links.Next = links.Next;
        if (links.Next is null) _last = links.Previous;
        else links.Next.Links.Previous = links.Previous;
        links = default;
        Count--;
    }

    // Whether any batch has this number or a smaller one.
    public bool AnyUpTo(long batchId)
    {
        for (var batch = First; batch is not null; batch = batch.Next)
        {
            if (batch.Id <= batchId) return true;
        }

        return false;
    }
}
