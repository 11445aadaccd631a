namespace Serilog.Sinks.CloudWatchTail.Emit.Batches;

/// <summary>
/// Batches in order. A batch is its own node and stands in one list at most: adding it to a list moves it there from where it was, which allocates
/// nothing and cannot fail half-way, so that a batch is never between two lists.
/// </summary>
sealed class BatchList
{
    PackedBatch? _last;

    public int Count { get; private set; }

    /// <summary>The first batch; the others follow as <see cref="BatchLinks.Next"/>.</summary>
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

    /// <summary>Whether any batch has this number or a smaller one.</summary>
    public bool AnyUpTo(long batchId)
    {
        for (var batch = First; batch is not null; batch = batch.Next)
        {
            if (batch.Id <= batchId) return true;
        }

        return false;
    }
}
