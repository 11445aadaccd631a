using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Formats;

/// <summary>Every message is read without an exception, and nothing that it says gets lost, however it was damaged on its way.</summary>
public partial class MutatedMessageTests
{
    /// <summary>A longer run: <c>READER_MUTATIONS=1000000 dotnet test --filter MutatedMessage</c>.</summary>
    static readonly int Count = int.Parse(Environment.GetEnvironmentVariable("READER_MUTATIONS") ?? "40000", CultureInfo.InvariantCulture);

    static readonly string[] Files =
    [
        "recorded-messages", "messages-aws-lambda", "messages-aws-services", "messages-containers-syslog", "messages-databases", "messages-dotnet", "messages-go", "messages-java",
        "messages-javascript", "messages-odd", "messages-opentelemetry", "messages-php-ruby-rust-elixir", "messages-python", "messages-web-servers"
    ];

    static readonly string[] Pieces =
        ["{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\n", "\t", " ", "0", "-", "null", "é", "😀", "\0", "=", "<", "{\"a\":1}", "\"level\":\"error\",", "ERROR ", "\ufeff", "[ERROR] "];

    [Test]
    public void ADamagedMessageIsReadWithoutLosingAWord()
    {
        using var selfLog = new SelfLogCollector();
        var messages = Files.SelectMany(file => RecordedMessage.ReadAll(Golden.Read(file + ".golden"))).Select(recorded => recorded.Message).Where(m => m.Length < 4000 && !m.Contains("u001b") && !m.Contains("\"types\"")).ToArray();
        var known = KnownWords(messages);
        var failures = new List<string>();
        var random = new Random(20261120);
        for (var i = 0; i < Count; i++)
        {
            var message = Mutate(messages[random.Next(messages.Length)], messages, random);
            if (message.Length == 0) continue;
            LogEventReader.TryRead(message, RecordedMessage.Fallback, out var logEvent).Should().BeTrue();
            var lost = LostWords(message, logEvent!, known);
            if (lost.Length > 0 && failures.Count < 10) failures.Add($"Lost {string.Join(", ", lost)} of the message\n{message}\nwhich was read as\n{Everything(logEvent!)}");
        }

        if (failures.Count > 0) Assert.Fail(string.Join("\n\n", failures));
        selfLog.Lines.Should().NotContain(line => line.Contains("could not be read"));
    }

    static string Mutate(string message, string[] messages, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && message.Length > 0; times--)
        {
            var at = random.Next(message.Length);
            var length = Math.Min(random.Next(1, 12), message.Length - at);
            message = random.Next(8) switch
            {
                0 => message.Remove(at, length),
                1 => message.Insert(at, message.Substring(at, length)),
                2 or 3 => message.Insert(at, Pieces[random.Next(Pieces.Length)]),
                4 => message[..at],
                5 => string.Concat(message.AsSpan(0, at), Pieces[random.Next(Pieces.Length)], message.AsSpan(at + length)),
                6 => string.Concat(message.AsSpan(0, at), Half(messages[random.Next(messages.Length)], random)),
                _ => message[..at] + message[at..].ToUpperInvariant()
            };
        }

        return message;
    }

    static ReadOnlySpan<char> Half(string message, Random random) => message.AsSpan(random.Next(message.Length));

    /// <summary>
    /// What stands in no value: the names of members, which are what the formats are made of, and the words for levels. A time is said by the event's.
    /// </summary>
    static HashSet<string> KnownWords(string[] messages)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var message in messages)
        {
            foreach (Match name in Names().Matches(message)) known.UnionWith(Words(name.Value));
        }

        foreach (var word in "verbose vrb trace trc finest debug dbug dbg config information info inf informational notice warning warn wrn error err eror severe failed fatal ftl critical crit crt alert emergency emerg panic dpanic null true false level lvl severity log default success trce silly SEVERITY guid dateTime dateTimeOffset date time timeSpan char number dictionary text properties sbyte byte short ushort int uint long ulong float double decimal UTC GMT Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".Split(' ')) known.Add(word);
        known.UnionWith(["fail", "failure", "truncated"]);
        return known;
    }

    static string[] LostWords(string message, LogEvent logEvent, HashSet<string> known)
    {
        var everything = Everything(logEvent);
        var names = Names().Matches(message).SelectMany(name => Words(name.Value)).ToHashSet();
        return Words(Times().Replace(Escapes().Replace(message, " "), " "))
            .Where(word => !names.Contains(word))
            .Where(word => word.Length > 2 && !known.Contains(word) && !everything.Contains(word, StringComparison.OrdinalIgnoreCase))
            .ToArray();
    }

    static IEnumerable<string> Words(string text) => AWord().Matches(text).Select(match => match.Value);

    static string Everything(LogEvent logEvent)
    {
        var all = new StringBuilder(logEvent.RenderMessage(CultureInfo.InvariantCulture)).Append('\n').Append(logEvent.MessageTemplate.Text).Append('\n').Append(logEvent.Level).Append('\n');
        all.Append(logEvent.TraceId).Append(' ').Append(logEvent.SpanId).Append('\n');
        if (logEvent.Exception is RecordedException exception) all.Append(exception.TypeName).Append('\n').Append(exception.Message).Append('\n').Append(exception).Append('\n');
        foreach (var (name, value) in logEvent.Properties) all.Append(name).Append('=').Append(value).Append('\n');
        return all.ToString();
    }

    [GeneratedRegex(@"\\*""[^""\\]{1,60}\\*""\s*:|[\w.@-]+=")]
    private static partial Regex Names();

    [GeneratedRegex(@"\\+(u[0-9a-fA-F]{4}|u[0-9a-fA-F]{0,3}$|[nrtbf])?")]
    private static partial Regex Escapes();

    // Times, and numbers that may be one.
    [GeneratedRegex(@"\d{4}[-/.]\d\d[-/.]\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?)?( ?[+-]\d\d:?\d\d)?(Z| UTC| GMT)?|\d\d/[A-Z][a-z]{2}/\d{4}:[\d:]+( [+-]\d{4})?|[A-Z][a-z]{2},? [A-Z]?[a-z]{0,2} ?[\d ]\d,? .{0,30}\d{4}|\d{2}-[A-Z][a-z]{2}-\d{4}|\d+(\.\d+)?([eE][+-]?\d+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Times();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex AWord();
}
