using System.Net;
using System.Text;
using Serilog.Sinks.CloudWatchTail.Tests.Support;

namespace Serilog.Sinks.CloudWatchTail.Tests.Tool.View;

class AccessTests : ViewerTest
{
    static readonly string[] Paths = ["/", "/index.html", "/api/state", "/api/groups", "/api/live", "/api/event/1", "/nothing"];

    HttpClient _stranger = null!;

    [SetUp]
    public void OpenStranger() => _stranger = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = Limits.Patience };

    [TearDown]
    public void CloseStranger() => _stranger.Dispose();

    [Test]
    public async Task TheLinkGivesACookieAndLeadsToThePageWithoutTheToken()
    {
        using var answer = await _stranger.GetAsync(new Uri(Viewer.Link + "&q=a%20b"));
        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.Should().Be("/?q=a%20b");
        var cookie = answer.Headers.GetValues("Set-Cookie").Should().ContainSingle().Which;
        cookie.Should().Be($"cwtail-{Address.Port}={Token}; path=/; samesite=strict; httponly");
        Token.Should().HaveLength(43, "of 256 random bits").And.MatchRegex("^[A-Za-z0-9_-]+$");

        using var page = await SendAsync(HttpMethod.Get, "/", ("Cookie", cookie.Split(';')[0]));
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Test]
    public async Task WithoutTheTokenNothingIsShown([ValueSource(nameof(Paths))] string path)
    {
        (string, string)[] wrong =
        [
            ("X", "none"), ("Cookie", $"cwtail-{Address.Port}="), ("Cookie", $"cwtail-{Address.Port}={Token}x"), ("Cookie", $"cwtail-1={Token}"),
            ("Authorization", $"Bearer {Token[1..]}"), ("Authorization", $"Basic {Token}"),
        ];
        foreach (var header in wrong)
        {
            using var answer = await SendAsync(HttpMethod.Get, path, header);
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, "with {0}", header);
            (await ErrorOf(answer)).Should().Contain("terminal");
        }

        using var inLink = await SendAsync(HttpMethod.Get, $"/?token={Token}x");
        inLink.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        inLink.Headers.Should().NotContain(header => header.Key == "Set-Cookie");
    }

    [Test]
    public async Task ThePageAndADebuggingProgramAreLetIn()
    {
        (await StatusAsync(HttpMethod.Get, "/api/state", Cookie)).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Get, "/api/state", ("Authorization", $"Bearer {Token}"))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Get, "/api/state", Cookie, ("Sec-Fetch-Site", "same-origin"))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Get, "/", Cookie, ("Sec-Fetch-Site", "none"))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Get, "/api/state", Cookie, ("Host", $"localhost:{Address.Port}"), ("Origin", $"http://localhost:{Address.Port}"))).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(HttpMethod.Get, "/api/state", Cookie, ("Host", $"[::1]:{Address.Port}"))).Should().Be(HttpStatusCode.OK);
    }

    [TestCase("evil.example:{0}")]
    [TestCase("evil.example")]
    [TestCase("127.0.0.1.evil.example:{0}")]
    [TestCase("localhost.:{0}")]
    [TestCase("127.0.0.2:{0}")]
    [TestCase("127.0.0.1:1")]
    [TestCase("localhost")]
    public async Task AnotherHostIsRefusedEvenWithTheToken(string host)
    {
        var name = host.Replace("{0}", $"{Address.Port}");
        (await StatusAsync(HttpMethod.Get, "/api/state", Cookie, ("Host", name))).Should().Be(HttpStatusCode.MisdirectedRequest);
        (await StatusAsync(HttpMethod.Get, $"/?token={Token}", ("Host", name))).Should().Be(HttpStatusCode.MisdirectedRequest);
    }

    [TestCase("Origin", "http://evil.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "http://127.0.0.1:1")]
    [TestCase("Origin", "https://127.0.0.1:{0}")]
    [TestCase("Origin", "http://localhost:{0}")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    public async Task APageOfAnotherOriginIsRefusedEvenWithTheToken(string header, string value)
    {
        var foreign = (header, value.Replace("{0}", $"{Address.Port}"));
        foreach (var path in Paths) (await StatusAsync(HttpMethod.Get, path, Cookie, foreign)).Should().Be(HttpStatusCode.Forbidden, "of {0}", path);
        (await StatusAsync(HttpMethod.Post, "/api/clear", Cookie, foreign)).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Get, $"/?token={Token}", foreign)).Should().Be(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task APostNeedsItsOrigin()
    {
        (await StatusAsync(HttpMethod.Post, "/api/clear", Cookie)).Should().Be(HttpStatusCode.Forbidden);
        (await StatusAsync(HttpMethod.Post, "/api/clear", Cookie, Origin)).Should().Be(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task EveryAnswerHasTheHeadersThatKeepMessagesFromRunning()
    {
        (HttpMethod, string, (string, string)[], int)[] requests =
        [
            (HttpMethod.Get, "/", [Cookie], 200), (HttpMethod.Get, "/api/state", [Cookie], 200), (HttpMethod.Get, "/api/live", [Cookie], 200),
            (HttpMethod.Get, $"/?token={Token}", [], 303), (HttpMethod.Get, "/api/live?q=A%20%3D", [Cookie], 400), (HttpMethod.Get, "/api/event/9", [Cookie], 404),
            (HttpMethod.Get, "/<script>", [Cookie], 404), (HttpMethod.Get, "/../../etc/passwd", [Cookie], 404), (HttpMethod.Get, "/api/event/x", [Cookie], 400),
            (HttpMethod.Put, "/api/clear", [Cookie, Origin], 405), (HttpMethod.Post, "/api/tail", [Cookie, Origin], 400), (HttpMethod.Get, "/", [], 401),
            (HttpMethod.Get, "/", [Cookie, ("Origin", "null")], 403), (HttpMethod.Get, "/", [Cookie, ("Host", "x")], 421), (HttpMethod.Post, "/api/clear", [Cookie, Origin], 204),
        ];
        foreach (var (method, path, headers, status) in requests)
        {
            using var answer = await SendAsync(method, path, headers);
            ((int)answer.StatusCode).Should().Be(status, "of {0} {1}", method, path);
            Header(answer, "Content-Security-Policy").Should().Be(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
            Header(answer, "X-Content-Type-Options").Should().Be("nosniff");
            Header(answer, "Referrer-Policy").Should().Be("no-referrer");
            Header(answer, "Cache-Control").Should().Be("no-store");
            Header(answer, "Cross-Origin-Resource-Policy").Should().Be("same-origin");
            Header(answer, "Cross-Origin-Opener-Policy").Should().Be("same-origin");
            Header(answer, "Server").Should().BeEmpty();
            if (path != "/" || status != 200) (answer.Content.Headers.ContentType?.MediaType ?? "").Should().NotContain("html", "of {0}", path);
            if (status >= 400) (await ErrorOf(answer)).Should().NotBeEmpty();
        }
    }

    [Test]
    public async Task ABodyThatIsTooLargeIsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tail") { Content = new StringContent(new string(' ', 100_000), Encoding.UTF8, "application/json") };
        foreach (var (name, value) in new[] { Cookie, Origin }) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _stranger.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await ErrorOf(answer)).Should().NotBeEmpty();
    }

    (string, string) Cookie => ("Cookie", $"other=1; cwtail-{Address.Port}={Token}");

    (string, string) Origin => ("Origin", Address.GetLeftPart(UriPartial.Authority));

    async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, params (string, string)[] headers)
    {
        using var answer = await SendAsync(method, path, headers);
        return answer.StatusCode;
    }

    Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        return _stranger.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
