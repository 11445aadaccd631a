using System.Text;
using Serilog.Sinks.CloudWatchTail.Emulator.FilterPatterns;

namespace Serilog.Sinks.CloudWatchTail.Tests.Emulator.FilterPatterns;

/// <summary>What the service's user guide says of its own examples.</summary>
public sealed class UserGuideExampleTests
{
    const string Event = """
        {"eventType":"UpdateTrail","sourceIPAddress":"111.111.111.111","arrayKey":["value","another value"],
        "objectList":[{"name":"a","id":1},{"name":"b","id":2}],"SomeObject":null,"cluster.name":"c"}
        """;

    const string User = """
        {"user":{"id":1,"email":"John.Stiles@example.com"},"users":[{"id":2,"email":"John.Doe@example.com"},{"id":3,"email":"Jane.Doe@example.com"}],
        "actions":["GET","PUT","DELETE"],"coordinates":[[0,1,2],[4,5,6],[7,8,9]]}
        """;

    const string Access = """127.0.0.1 Prod frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534""";

    static readonly string[] Requests = ["[ERROR 400] BAD REQUEST", "[ERROR 401] UNAUTHORIZED REQUEST", "[ERROR 419] MISSING ARGUMENTS", "[ERROR 420] INVALID ARGUMENTS"];

    static readonly string[] Lines =
    [
        "INFO 09/25/2014 12:00:00 GET /service/resource/67 1200",
        "INFO 09/25/2014 12:00:01 POST /service/resource/67/part/111 1310",
        "WARNING 09/25/2014 12:00:02 Invalid user request",
        "ERROR 09/25/2014 12:00:02 Failed to process request",
    ];

    // Terms.
    [TestCase("ERROR", "YYYY")]
    [TestCase("error", "....")]
    [TestCase("ERROR ARGUMENTS", "..YY")]
    [TestCase("?ERROR ?ARGUMENTS", "YYYY")]
    [TestCase("?UNAUTHORIZED ?MISSING", ".YY.")]
    [TestCase("?ERROR ?ARGUMENTS REQUEST", "YY..")]
    [TestCase("?ERROR -REQUEST", "..YY")]
    [TestCase("ERROR -ARGUMENTS", "YY..")]
    [TestCase("\"ERROR\" - \"ARGUMENTS\"", "YY..")]
    [TestCase("-ARGUMENTS", "YY..")]
    [TestCase("\"BAD REQUEST\"", "Y...")]
    [TestCase("\" \"", "YYYY")]
    [TestCase("", "YYYY")]
    [TestCase("%AUTHORIZED%", ".Y..")]
    [TestCase("%4[0-1]\\d%", "YYY.")]
    public void TermsChooseAmongTheGuidesRequests(string pattern, string expected) => Choose(pattern, Requests).Should().Be(expected);

    // Fields.
    [TestCase("[w1=ERROR, w2]", "...Y")]
    [TestCase("[w1=ERROR || w1=WARNING, w2]", "..YY")]
    [TestCase("[w1!=ERROR && w1!=WARNING, w2]", "YY..")]
    [TestCase("[w1 = ERROR||w1 = WARNING, w2]", "..YY")]
    [TestCase("[w1=ERROR]", "....", Description = "the one field is the whole line")]
    [TestCase("[logLevel, date, time, method, url=%/service/resource/[0-9]+$%, response_time]", "Y...")]
    [TestCase("[logLevel, date, time, method, url=%/service/resource/[0-9]+/part/[0-9]+$%, response_time]", ".Y..")]
    [TestCase("[level, ..., last > 1250]", ".Y..")]
    [TestCase("[..., last = 1200]", "Y...")]
    [TestCase("[level, date, ...]", "YYYY")]
    [TestCase("[]", "YYYY")]
    public void FieldsChooseAmongTheGuidesLines(string pattern, string expected) => Choose(pattern, Lines).Should().Be(expected);

    [TestCase("[ip=%127\\.0\\.0\\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]", true)]
    [TestCase("[..., request =*.html*, status_code = 4*, bytes]", true)]
    [TestCase("[ip, user, username, timestamp, request =*.html*, status_code = 404 || status_code = 410, bytes]", true)]
    [TestCase("[ip, user, username, timestamp, request, status_code = 4* && status_code != 403, bytes]", true)]
    [TestCase("[ip, user, username, timestamp, request, status_code = 4* && status_code != 404, bytes]", false)]
    [TestCase("[ip, user, username, timestamp, request, status_code, bytes > 1000]", true)]
    [TestCase("[ip, user, username, timestamp, request, status_code, bytes > 2000]", false)]
    [TestCase("[ip, user, ..., status_code = 200, bytes]", false)]
    [TestCase("[..., request = \"GET /index.html HTTP/1.0\", status_code, bytes]", true)]
    [TestCase("[a, b, c, d, e, f, g, h]", false)]
    public void FieldsOfAnAccessLogLine(string pattern, bool expected) => Matches(pattern, Access).Should().Be(expected);

    // JSON.
    [TestCase("{ $.eventType = \"UpdateTrail\" }", true)]
    [TestCase("{ $.eventType = UpdateTrail }", true)]
    [TestCase("{ $.eventType = \"updateTrail\" }", false)]
    [TestCase("{ $.sourceIPAddress != 123.123.* }", true)]
    [TestCase("{ $.sourceIPAddress != 111.111.* }", false)]
    [TestCase("{ $.arrayKey[0] = \"value\" }", true)]
    [TestCase("{ $.arrayKey[1] = \"value\" }", false)]
    [TestCase("{ $.arrayKey[2] = \"value\" }", false)]
    [TestCase("{ $.arrayKey[2] != \"value\" }", false)]
    [TestCase("{ $.arrayKey = \"value\" }", false, Description = "an array is no value")]
    [TestCase("{ $.arrayKey != \"value\" }", false, Description = "an array is no value")]
    [TestCase("{ $.eventType = %Trail% }", true)]
    [TestCase("{ $.arrayKey[*] = %val.{2}% }", true)]
    [TestCase("{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }", true)]
    [TestCase("{ $.['cluster.name'] = \"c\" }", true)]
    [TestCase("{ $.cluster.name = \"c\" }", false)]
    [TestCase("{ $.objectList[1].id = 2 }", true)]
    [TestCase("{ $.objectList[*].name = \"b\" }", true)]
    [TestCase("{ $.objectList[*].name = \"x\" }", false)]
    [TestCase("{ $.SomeObject IS NULL }", true)]
    [TestCase("{ $.eventType IS NULL }", false)]
    [TestCase("{ $.SomeOtherObject IS NULL }", false)]
    [TestCase("{ $.SomeOtherObject NOT EXISTS }", true)]
    [TestCase("{ $.SomeObject NOT EXISTS }", false)]
    public void JsonConditionsOnTheGuidesEvent(string pattern, bool expected) => Matches(pattern, Event).Should().Be(expected);

    [TestCase("{ ($.user.id = 1) && ($.users[0].email = \"John.Doe@example.com\") }", true)]
    [TestCase("{ $.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\" && $.actions[2] = \"nonmatch\" }", true)]
    [TestCase("{ ($.user.email = \"John.Stiles@example.com\" || $.coordinates[0][1] = \"nonmatch\") && $.actions[2] = \"nonmatch\" }", false)]
    [TestCase("{ ($.user.id = 2 && $.users[0].email = \"nonmatch\") || $.actions[2] = \"GET\" }", false)]
    [TestCase("{ $.coordinates[1][2] = 6 }", true)]
    public void CompoundJsonConditionsOnTheGuidesObject(string pattern, bool expected) => Matches(pattern, User).Should().Be(expected);

    [TestCase("{ $.bandwidth > 75 }", """{"bandwidth":76}""", true)]
    [TestCase("{ $.bandwidth > 75 }", """{"bandwidth":75}""", false)]
    [TestCase("{ $.latency < 50 }", """{"latency":49.9}""", true)]
    [TestCase("{ $.refreshRate >= 60 }", """{"refreshRate":60}""", true)]
    [TestCase("{ $.responseTime <= 5 }", """{"responseTime":5.1}""", false)]
    [TestCase("{ $.errorCode = 400}", """{"errorCode":400}""", true)]
    [TestCase("{ $.errorCode = 4* }", """{"errorCode":404}""", true)]
    [TestCase("{ $.errorCode != 500 }", """{"errorCode":400}""", true)]
    [TestCase("{ $.number[0] = 1e+3 }", """{"number":[1000]}""", true)]
    [TestCase("{ $.number[0] != 1e-3 }", """{"number":[0.001]}""", false)]
    [TestCase("{ $.latency > +1000 }", """{"latency":1001}""", true)]
    [TestCase("{ $.v = -1 }", """{"v":-1.0}""", true)]
    [TestCase("{ $.v > 2 }", """{"v":"many"}""", false)]
    [TestCase("{ $.v = 3 }", """{"v":"3"}""", true)]
    [TestCase("{ $.v = \"3\" }", """{"v":3}""", true)]
    [TestCase("{ $.v = \"3\" }", """{"v":3.0}""", false, Description = "a quoted number is a text")]
    [TestCase("{ $.flag IS TRUE }", """{"flag":true}""", true)]
    [TestCase("{ $.flag IS FALSE }", """{"flag":true}""", false)]
    [TestCase("{ $.flag IS TRUE }", """{"flag":"true"}""", false)]
    [TestCase("{ $.flag = true }", """{"flag":true}""", false, Description = "a boolean is no value to compare")]
    [TestCase("{ $.v = \"*\" }", """{"v":"anything"}""", true)]
    [TestCase("{ $.v = \"*\" }", """{"v":null}""", false)]
    [TestCase("{ $.v = \"*Event\" }", """{"v":"PutEvent"}""", true)]
    [TestCase("{ $.v = Event* }", """{"v":"EventId"}""", true)]
    [TestCase("{ $.v = Ev*ent }", """{"v":"Evxent"}""", false, Description = "an asterisk inside stands for itself")]
    [TestCase("{ $.v = Ev*ent }", """{"v":"Ev*ent"}""", true)]
    [TestCase("{ $.a = 1 }", "a = 1", false, Description = "no JSON")]
    [TestCase("{ $.a NOT EXISTS }", "no JSON", false)]
    [TestCase("{ $.a NOT EXISTS }", "{broken", false)]
    [TestCase("{ $.a = 1 }", """  {"a":1} """, true)]
    [TestCase("{ $.a = 1 }", """{"a":1} trailing""", false)]
    [TestCase("{ $.a = \"ü\" }", """{"a":"\u00fc"}""", true)]
    public void JsonValues(string pattern, string message, bool expected) => Matches(pattern, message).Should().Be(expected);

    static bool Matches(string pattern, string message)
    {
        FilterPattern.TryParse(pattern, out var parsed, out var problem).Should().BeTrue("of {0}", problem);
        return parsed!.Matches(Encoding.UTF8.GetBytes(message));
    }

    static string Choose(string pattern, string[] messages) => string.Concat(messages.Select(m => Matches(pattern, m) ? 'Y' : '.'));
}
