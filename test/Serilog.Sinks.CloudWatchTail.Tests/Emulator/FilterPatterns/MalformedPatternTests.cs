using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

public sealed class MalformedPatternTests
{
    [TestCase("\"unclosed")]
    [TestCase("\"\"", Description = "so Live Tail was seen to answer")]
    [TestCase("a -\"\"")]
    [TestCase("foo-bar")]
    [TestCase("ERR*")]
    [TestCase("key=value")]
    [TestCase("grün")]
    [TestCase("a\"b\"")]
    [TestCase("?")]
    [TestCase("-")]
    [TestCase("--a")]
    [TestCase("%abc")]
    [TestCase("%%")]
    [TestCase("%a%b")]
    [TestCase("%a% %b% %c%")]
    [TestCase("{}")]
    [TestCase("{ $.a }")]
    [TestCase("{ $.a = }")]
    [TestCase("{ $.a == 1 }")]
    [TestCase("{ $.a === 1 }")]
    [TestCase("{ a = 1 }")]
    [TestCase("{ $a = 1 }")]
    [TestCase("{ $ = 1 }")]
    [TestCase("{ $[0] = 1 }")]
    [TestCase("{ $. = 1 }")]
    [TestCase("{ $..a = 1 }")]
    [TestCase("{ $.a[-1] = 1 }")]
    [TestCase("{ $.a[0:2] = 1 }")]
    [TestCase("{ $.a[x] = 1 }")]
    [TestCase("{ $.a[] = 1 }")]
    [TestCase("{ $.a[99999999999] = 1 }")]
    [TestCase("{ $.['a = 1 }")]
    [TestCase("{ $.@l = \"x\" }")]
    [TestCase("{ $.a = 1 && }")]
    [TestCase("{ $.a = 1 && || $.b = 2 }")]
    [TestCase("{ $.a = 1 AND $.b = 2 }")]
    [TestCase("{ !($.a = 1) }")]
    [TestCase("{ ($.a = 1 }")]
    [TestCase("{ $.a = 1) }")]
    [TestCase("{ $.a = \"unclosed }")]
    [TestCase("{ $.a = 'single' }")]
    [TestCase("{ $.a = a:b }")]
    [TestCase("{ $.a > \"text\" }")]
    [TestCase("{ $.a > text }")]
    [TestCase("{ $.a > %1% }")]
    [TestCase("{ $.a EXISTS }")]
    [TestCase("{ $.a IS NOT NULL }")]
    [TestCase("{ $.a IS MAYBE }")]
    [TestCase("{ $.a NOTEXISTS }")]
    [TestCase("{ $.a ISNULL }")]
    [TestCase("{ \"v\": [1] }")]
    [TestCase("{ $.a = 1 } }")]
    [TestCase("{ $.a[*].* = 1 }")]
    [TestCase("{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.* = 1 }")]
    [TestCase("{ $.v = %A% || $.v = %B% || $.v = %C% }")]
    [TestCase("{ $.v = %(A|B)% }")]
    [TestCase("[a, a]")]
    [TestCase("[a, ..., b, ...]")]
    [TestCase("[a = ]")]
    [TestCase("[a = 1 ||]")]
    [TestCase("[1a]")]
    [TestCase("[a b]")]
    [TestCase("[a (=1)]")]
    [TestCase("[a=x || b=y]")]
    [TestCase("[status = 4* && bytes > 1000]")]
    [TestCase("[w1!=ERROR AND w1!=WARNING, w2]")]
    [TestCase("[w1==ERROR, w2]")]
    [TestCase("[w1=!ERROR, w2]")]
    [TestCase("[a] []")]
    [TestCase("[a IS NULL]")]
    public void ItIsRefusedInTheServicesWords(string pattern)
    {
        FilterPattern.TryParse(pattern, out var parsed, out var problem).Should().BeFalse();
        parsed.Should().BeNull();
        problem.Should().Be("Invalid filter pattern");
    }

    [TestCase("{ $.a = 1", "If a filter pattern starts with '{' it must end with '}'")]
    [TestCase("{ $.a = 1 } trailing", "If a filter pattern starts with '{' it must end with '}'")]
    [TestCase("[a, b", "If a filter pattern starts with '[' it must end with ']'")]
    public void AnOpenBraceIsNamed(string pattern, string expected)
    {
        FilterPattern.TryParse(pattern, out _, out var problem).Should().BeFalse();
        problem.Should().Be(expected);
    }

    [TestCase("{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 }", Description = "three wildcards")]
    [TestCase("{ $.v = %A% || $.v = %B% }", Description = "two expressions")]
    [TestCase("{ $.a-b_c.d = 1 }")]
    [TestCase("{ $.a['b c'][0].*=1 }")]
    [TestCase("{($.a=1)&&(($.b=2)||$.c=3)}")]
    [TestCase("{ $.a is null }")]
    [TestCase("[ a , b = 1 , ... , c ]")]
    [TestCase("[a, , b]")]
    [TestCase("[(w1=A || w1=B) && w1!=C, w2]")]
    [TestCase("a_1 ?b -c \"d e\" -\"f g\"")]
    public void ItIsAccepted(string pattern) => FilterPattern.TryParse(pattern, out _, out _).Should().BeTrue();

    [Test]
    public void NestingHasAnEnd()
    {
        var deep = new string('(', 101) + "$.a = 1" + new string(')', 101);
        FilterPattern.TryParse($"{{ {deep[1..^1]} }}", out _, out _).Should().BeTrue();
        FilterPattern.TryParse($"{{ {deep} }}", out _, out _).Should().BeFalse();
    }
}
