namespace Serilog.Sinks.CloudWatchTail.Benchmarks.Throughput;

/// <summary>The command line behind <c>throughput</c>.</summary>
sealed record ThroughputArguments
{
    public const string Usage =
        "throughput [--json] [--short] [--scaling] [--only NAME,NAME] [--formatter NAME] [--repeat N] [--report FOLDER]";

    const double ShortForm = 0.1;

    /// <summary>One JSON object a line in place of the table.</summary>
    public bool Json { get; init; }

    /// <summary>A tenth of the events: for a look, not for the record.</summary>
    public bool Short { get; init; }

    /// <summary>Also the cases that show how cost grows with the work.</summary>
    public bool Scaling { get; init; }

    public int Repeat { get; init; } = 1;

    /// <summary>Where to write BENCHMARKS.md and its charts.</summary>
    public string? Report { get; init; }

    public string? Formatter { get; init; }

    /// <summary>Names of cases; one that ends in a star stands for all that begin so.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <exception cref="ArgumentException">An argument is not known, or lacks its value.</exception>
    public static ThroughputArguments Parse(IEnumerable<string> arguments)
    {
        var result = new ThroughputArguments();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            string Value() => rest.TryDequeue(out var value) ? value : throw new ArgumentException($"{argument} needs a value. {Usage}");
            result = argument switch
            {
                "--json" => result with { Json = true },
                "--short" => result with { Short = true },
                "--scaling" => result with { Scaling = true },
                "--only" => result with { Only = Value().Split(',') },
                "--formatter" => result with { Formatter = Value() },
                "--repeat" => result with { Repeat = int.Parse(Value()) },
                "--report" => result with { Report = Value() },
                _ => throw new ArgumentException($"{argument} is not known. {Usage}"),
            };
        }

        return result;
    }

    public IEnumerable<BenchCase> Cases()
    {
        var cases = Scaling || Report is not null || Only is not null ? CaseCatalog.Table.Concat(CaseCatalog.Scaling) : CaseCatalog.Table;
        return cases
            .Where(c => Only is null || Only.Any(o => o.EndsWith('*') ? c.Name.StartsWith(o[..^1], StringComparison.Ordinal) : c.Name == o))
            .Where(c => Formatter is null || c.Formatter == Formatter || c.Formatter == Formatters.None)
            .Select(c => Short ? c.Scaled(ShortForm) : c);
    }
}
