using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.CloudWatchTail.Formatting;
using Serilog.Sinks.CloudWatchTail.Tool.View.Search;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

[Parallelizable(ParallelScope.Self)]
class SearchTests
{
    [TestCase("timeout")]
    [TestCase("not found")]
    [TestCase("connection is closed")]
    [TestCase("a and b")]
    [TestCase("order-17")]
    [TestCase("a.b.c")]
    [TestCase("10.0.0.1")]
    [TestCase("/orders/17?id")]
    [TestCase("it's late")]
    [TestCase("user@example.com")]
    [TestCase("100%")]
    [TestCase("[error]")]
    [TestCase("{\"a\": 1}")]
    [TestCase("retry (2)")]
    [TestCase("true")]
    [TestCase("17")]
    [TestCase("likes it in town")]
    public void WordsAreText(string query)
    {
        QueryKind.LooksLikeExpression(query).Should().BeFalse();
        Finds(new() { Query = query }, EventWith($"before {query.ToUpperInvariant()} after")).Should().BeTrue();
        Finds(new() { Query = query }, EventWith("something else")).Should().BeFalse();
    }

    [TestCase("X = 1")]
    [TestCase("Elapsed > 1000")]
    [TestCase("X <> 'a'")]
    [TestCase("@l = 'Error'")]
    [TestCase("not (@l = 'Error')")]
    [TestCase("@x is not null")]
    [TestCase("X is null")]
    [TestCase("Path like '/orders%'")]
    [TestCase("Contains(Path, @m)")]
    [TestCase("X in [1, 2]")]
    [TestCase("'literal'")]
    public void AComparisonACallABuiltInOrALiteralMakeAnExpression(string query)
    {
        QueryKind.LooksLikeExpression(query).Should().BeTrue();
        SearchQuery.Create(new() { Query = query }, out var error).Should().NotBeNull("of {0}", error);
    }

    [Test]
    public void TheModeDecidesWhereItIsSaid()
    {
        Finds(new() { Query = "X = 1", Mode = "text" }, EventWith("it has X = 1 in it")).Should().BeTrue();
        Finds(new() { Query = "X", Mode = "expression" }, EventWith("X")).Should().BeFalse("there is no property X");
    }

    [Test]
    public void TextIsFoundWhereItIsShown()
    {
        var logEvent = Read("""
            {"@t":"2026-03-01T12:00:00Z","@mt":"Order {Id:000} of {Customer} {@Cart}","Id":7,"Customer":"ACME","Cart":{"Items":[{"Sku":"Straße 5"}]},"Flag":true,"Nothing":null,
             "@x":"System.Exception: broken\n   at Shop.Pay()","@tr":"4bf92f3577b34da6a3ce929d0e0e4736","@sp":"00f067aa0ba902b7"}
            """.ReplaceLineEndings(""));
        foreach (var found in new[] { "order 007 of acme", "STRASSE", "straße", "sku", "shop.pay", "TRUE", "4BF92F35", "00f067aa", "null" })
            Finds(new() { Query = found, Mode = "text" }, logEvent).Should().Be(found != "STRASSE", "of {0}", found);
        Finds(new() { Query = "@mt", Mode = "text" }, logEvent).Should().BeFalse("a template is not shown");
    }

    [TestCase("(")]
    [TestCase("[")]
    [TestCase("{a:")]
    [TestCase("if X then ")]
    [TestCase("Length(")]
    [TestCase("not(")]
    public void DeepNestingIsAnErrorAndDoesNotEndTheProgram(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 1_900 / opening.Length));
        SearchQuery.Create(new() { Query = text, Mode = "expression" }, out var error).Should().BeNull();
        error!.Message.Should().NotBeEmpty();
        error.Position.Should().BeInRange(0, text.Length);
    }

    [TestCase("1+", "1")]
    [TestCase("X and ", "X")]
    [TestCase("a.", "a")]
    [TestCase("1^", "1")]
    [TestCase("X=1 or ", "X=1")]
    public void LongChainsAreRead(string link, string end)
    {
        var text = string.Concat(Enumerable.Repeat(link, 1_990 / link.Length)) + end;
        Finds(new() { Query = text, Mode = "expression" }, EventWith("x")).Should().BeFalse();
        SearchQuery.Create(new() { Query = text + new string(' ', 2_000), Mode = "expression" }, out var error).Should().BeNull();
        error!.Message.Should().Contain("2,000");
    }

    [TestCase("Big > 5")]
    [TestCase("NotANumber = 1")]
    [TestCase("Big + 1 = 2")]
    public void ANumberBeyondTheLanguagesRangeMatchesNothing(string query)
    {
        var logEvent = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, MessageTemplate.Empty,
            [new("Big", new ScalarValue(1e300)), new("NotANumber", new ScalarValue(double.NaN))]);
        Finds(new() { Query = query }, logEvent).Should().BeFalse();
    }

    [TestCase("ToString(A, 'X999999999') = 'a'", 12)]
    [TestCase("1 = 1 and tostring (A[1] ,  'd100')  = 'a'", 28)]
    [TestCase("ToString(A, Concat('X99', '99999')) = 'a'", 12)]
    [TestCase("ToString(A, B) = 'a'", 12)]
    [TestCase("ToString(ToString(A, 'X999'), 'X2')", 21)]
    public void AFormatThatCouldDemandGigabytesIsRefused(string query, int position)
    {
        SearchQuery.Create(new() { Query = query, Mode = "expression" }, out var error).Should().BeNull();
        error!.Position.Should().Be(position);
        error.Message.Should().Contain("format of ToString");
    }

    [TestCase("ToString(A) = '5'")]
    [TestCase("ToString(A, 'X2') = '05'")]
    [TestCase("ToString(A, '000.00') = '005.00'")]
    [TestCase("ToString(A, 'ToString(B, C)') is not null")]
    [TestCase("Contains('ToString(A, B)', 'X9999')  or A = 5")]
    public void AnOrdinaryFormatIsNot(string query)
    {
        var logEvent = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, MessageTemplate.Empty, [new("A", new ScalarValue(5))]);
        Finds(new() { Query = query, Mode = "expression" }, logEvent).Should().BeTrue();
    }

    [Test]
    public void ASearchThatIsSlowForOneEventInAThousandGoesOn()
    {
        var (slow, quick) = (EventOf(new string('a', 20_000)), EventOf("ab"));
        var query = SearchQuery.Create(new() { Query = "X like '%a%a%a%a%a%a%a%b' or X like 'ab'" }, out _)!;
        for (var i = 0; i < 3; i++)
        {
            query.Matches(slow).Should().BeFalse();
            for (var k = 0; k < 1_000; k++) query.Matches(quick).Should().BeTrue();
        }

        query.IsGivenUp.Should().BeFalse();
        for (var i = 0; i < 10; i++) query.Matches(slow).Should().BeFalse();
        query.IsGivenUp.Should().BeTrue();

        static LogEvent EventOf(string text) => new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, MessageTemplate.Empty, [new("X", new ScalarValue(text))]);
    }

    [TestCase("IsMatch(X, '(')", 11)]
    [TestCase("A = 1 and nope(B)", 10)]
    [TestCase("'nope(' = nope(B)", 10)]
    [TestCase("A = 'open", 9)]
    [TestCase("A =", 3)]
    [TestCase("A = 1\r\nand B ==", 14)]
    [TestCase("A = 1\n\n\nand ]", 12)]
    public void AnErrorSaysWhereItIs(string query, int position)
    {
        SearchQuery.Create(new() { Query = query, Mode = "expression" }, out var error).Should().BeNull();
        (error!.Field, error.Position).Should().Be(("q", position), "of {0}", error.Message);
    }

    static bool Finds(SearchRequest request, LogEvent logEvent)
    {
        var query = SearchQuery.Create(request, out var error);
        query.Should().NotBeNull("of {0}", error);
        return query!.Matches(logEvent);
    }

    static LogEvent EventWith(string text) => new(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplate([new TextToken(text)]), []);

    static LogEvent Read(string message)
    {
        LogEventReader.TryRead(message, out var logEvent).Should().BeTrue();
        return logEvent!;
    }
}
