namespace Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

// Parses "expression" of the grammar: parentheses before && before ||.
sealed class ExpressionParser<T>(PatternReader reader, Func<ICondition<T>?> readCondition)
{
    // A pattern has at most 1,024 characters. Deeper nesting is of no use and must not exhaust the stack.
    const int DepthLimit = 100;

    int _depth;

    // Parses the expression at the reader's position; returns null if there is none.
    public ICondition<T>? Read() => ReadList("||", ReadConjunction, static list => new AnyOf<T>(list));

    ICondition<T>? ReadConjunction() => ReadList("&&", ReadPrimary, static list => new AllOf<T>(list));

    ICondition<T>? ReadPrimary()
    {
        if (!reader.Take("(")) return readCondition();
        if (++_depth > DepthLimit || Read() is not { } inner || !reader.Take(")")) return null;
        _depth--;
        return inner;
    }

    ICondition<T>? ReadList(string separator, Func<ICondition<T>?> readItem, Func<List<ICondition<T>>, ICondition<T>> combine)
    {
        var items = new List<ICondition<T>>();
        do
        {
            reader.SkipBlanks();
            if (readItem() is not { } item) return null;
            items.Add(item);
            reader.SkipBlanks();
        }
        while (reader.Take(separator));

        return items.Count == 1 ? items[0] : combine(items);
    }
}
